-- Where TimescaleDB is loaded, prices become a compressed hypertable with continuous aggregates; elsewhere the table
-- stays plain and the same names are views. Either way the same queries run.
-- `ALTER DATABASE x SET app.timescale = 'off'` (or 'on') overrules what is found.
DO $$
DECLARE
  setting text := coalesce(current_setting('app.timescale', true), '');
  preloaded boolean := current_setting('shared_preload_libraries') LIKE '%timescaledb%';
  available boolean := EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb');
  timescale boolean := setting = 'on' OR (setting <> 'off' AND preloaded AND available);
  step record;
BEGIN
  IF timescale THEN
    CREATE EXTENSION IF NOT EXISTS timescaledb;
    -- A year: chunks of daily bars must hold enough rows of each symbol to compress well.
    PERFORM create_hypertable('prices', 'open_time', chunk_time_interval => INTERVAL '1 year',
                              create_default_indexes => false);
    ALTER TABLE prices SET (timescaledb.compress, timescaledb.compress_segmentby = 'symbol, timeframe',
                            timescaledb.compress_orderby = 'open_time');
    IF preloaded THEN
      PERFORM add_compression_policy('prices', INTERVAL '2 years');
    END IF;
  END IF;

  FOR step IN
    SELECT * FROM (VALUES ('prices_5m', INTERVAL '5 minutes'), ('prices_15m', INTERVAL '15 minutes'),
                          ('prices_1h', INTERVAL '1 hour'), ('prices_1d', INTERVAL '1 day')) AS steps(name, width)
  LOOP
    IF timescale THEN
      EXECUTE format(
        'CREATE MATERIALIZED VIEW %I WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
         SELECT symbol, time_bucket(%L::interval, open_time) AS open_time, max(close_time) AS close_time,
                max(available_at) AS available_at, first(open, open_time) AS open, max(high) AS high,
                min(low) AS low, last(close, open_time) AS close, sum(volume) AS volume
         FROM prices WHERE timeframe = ''1m'' GROUP BY 1, 2 WITH NO DATA', step.name, step.width);
      IF preloaded THEN
        PERFORM add_continuous_aggregate_policy(step.name::regclass, start_offset => INTERVAL '30 days',
          end_offset => step.width, schedule_interval => INTERVAL '1 hour');
      END IF;
    ELSE
      EXECUTE format(
        'CREATE VIEW %I AS
         SELECT symbol, date_bin(%L::interval, open_time, TIMESTAMPTZ ''2000-01-03 00:00:00+00'') AS open_time,
                max(close_time) AS close_time, max(available_at) AS available_at,
                (array_agg(open ORDER BY open_time))[1] AS open, max(high) AS high, min(low) AS low,
                (array_agg(close ORDER BY open_time DESC))[1] AS close, sum(volume) AS volume
         FROM prices WHERE timeframe = ''1m'' GROUP BY 1, 2', step.name, step.width);
    END IF;
  END LOOP;
END
$$;
