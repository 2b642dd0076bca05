-- AlterTable
ALTER TABLE "data_versions" ADD COLUMN     "longer_bars" TEXT;

-- Longer bars tell the newest data version among their minutes, so that a reader of an older state sees that they are not of it.
DO $$
DECLARE
  timescale boolean := EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb')
                       AND coalesce(current_setting('app.timescale', true), '') <> 'off';
  preloaded boolean := current_setting('shared_preload_libraries') LIKE '%timescaledb%';
  step record;
BEGIN
  IF timescale THEN
    timescale := EXISTS (SELECT 1 FROM timescaledb_information.hypertables WHERE hypertable_name = 'prices');
  END IF;
  FOR step IN
    SELECT * FROM (VALUES ('prices_5m', INTERVAL '5 minutes', TIMESTAMPTZ '2000-01-03 00:00:00+00'),
                          ('prices_15m', INTERVAL '15 minutes', TIMESTAMPTZ '2000-01-03 00:00:00+00'),
                          ('prices_30m', INTERVAL '30 minutes', TIMESTAMPTZ '2000-01-03 00:00:00+00'),
                          ('prices_1h', INTERVAL '1 hour', TIMESTAMPTZ '2000-01-03 00:00:00+00'),
                          ('prices_1h_session', INTERVAL '1 hour', TIMESTAMPTZ '2000-01-03 00:30:00+00'),
                          ('prices_1d', INTERVAL '1 day', TIMESTAMPTZ '2000-01-03 00:00:00+00'))
                  AS steps(name, width, origin)
  LOOP
    EXECUTE format('DROP %s VIEW %I', CASE WHEN timescale THEN 'MATERIALIZED' ELSE '' END, step.name);
    IF timescale THEN
      EXECUTE format(
        'CREATE MATERIALIZED VIEW %I WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
         SELECT symbol, time_bucket(%L::interval, open_time, %L::timestamptz) AS open_time, max(close_time) AS close_time,
                max(available_at) AS available_at, first(open, open_time) AS open, max(high) AS high,
                min(low) AS low, last(close, open_time) AS close, sum(volume) AS volume, max(since_version) AS version
         FROM prices WHERE timeframe = ''1m'' AND regular GROUP BY 1, 2 WITH NO DATA',
        step.name, step.width, step.origin);
      IF preloaded THEN
        PERFORM add_continuous_aggregate_policy(step.name::regclass, start_offset => INTERVAL '30 days',
          end_offset => step.width, schedule_interval => INTERVAL '1 hour');
      END IF;
    ELSE
      EXECUTE format(
        'CREATE VIEW %I AS
         SELECT symbol, date_bin(%L::interval, open_time, %L::timestamptz) AS open_time, max(close_time) AS close_time,
                max(available_at) AS available_at, (array_agg(open ORDER BY open_time))[1] AS open, max(high) AS high,
                min(low) AS low, (array_agg(close ORDER BY open_time DESC))[1] AS close, sum(volume) AS volume,
                max(since_version) AS version
         FROM prices WHERE timeframe = ''1m'' AND regular GROUP BY 1, 2',
        step.name, step.width, step.origin);
    END IF;
  END LOOP;
END
$$;
