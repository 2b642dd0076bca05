import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { hashJson } from "#engine/hash.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import type { IndicatorColumns } from "#engine/indicators/indicator.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { BarStore } from "#server/db.ts";
import { readBars } from "#server/prices/read-bars.ts";

/** One indicator over one series. */
export const indicatorRequest = barsRequest.extend({
  indicator: z.string().min(1).max(100).describe("kind of an indicator of the catalogue"),
  params: z.record(z.string().max(100), z.unknown()).default({}),
  source: z.enum(["open", "high", "low", "close", "volume"]).optional().describe("the column that it reads"),
  of: z.enum(TIMEFRAMES).optional().describe("computed on bars of this length, as of each close"),
});

/** Columns of an indicator, and whether they were there before. */
export interface IndicatorValues {
  /** By output name, shape [bars]. */
  readonly columns: IndicatorColumns;
  readonly openTime: Float64Array;
  readonly cached: boolean;
}

/** Bytes that the cache holds before the longest unused are dropped. */
export const MAX_CACHE_BYTES = 512 * 1024 * 1024;

const FIND = `UPDATE indicator_cache SET used_at = now()
  WHERE symbol = $1 AND timeframe = $2 AND indicator = $3 AND config_hash = $4 AND data_hash = $5 RETURNING "values"`;
const KEEP = `INSERT INTO indicator_cache (symbol, timeframe, indicator, config_hash, data_hash, "values")
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;
const PRUNE = `DELETE FROM indicator_cache c USING (
    SELECT ctid, sum(length("values")) OVER (ORDER BY used_at DESC, ctid) AS bytes FROM indicator_cache) old
  WHERE c.ctid = old.ctid AND old.bytes > $1`;

/**
 * Computes an indicator over a stored series, or takes it from the cache that all runs and studies share. The key is what decides the values: the hash of its configuration and of
 * the engine's version, and the hash of the bars that it reads; what is found can never be out of date.
 *
 * @param maxBytes Bound of the whole cache.
 * @throws EngineError "unknown-block" or "bad-param"; ServerError "not-found" when there is no such series.
 */
export async function readIndicator(
  db: BarStore,
  input: z.input<typeof indicatorRequest>,
  maxBytes = MAX_CACHE_BYTES,
): Promise<IndicatorValues> {
  const { indicator, params, source, of, ...request } = indicatorRequest.parse(input);
  const place = {
    ...(source === undefined ? {} : { source }),
    ...(of === undefined ? {} : { timeframe: of }),
  };
  const spec = indicators.find(indicator).of(params, place);
  const bars = await readBars(db, request);
  const config = hashJson({ indicator, params: spec.params, ...place, engine: ENGINE_VERSION });
  const key = [request.symbol, request.timeframe, indicator, config, hashBars(bars)];
  const { rows } = await db.pool.query<{ values: Buffer }>(FIND, key);
  const { openTime } = bars;
  if (rows[0])
    return { columns: unpack(rows[0].values, spec.outputs, openTime.length), openTime, cached: true };
  const columns = computeIndicator(spec, bars);
  const packed = pack(columns, spec.outputs);
  if (packed.byteLength <= maxBytes) {
    await db.pool.query(KEEP, [...key, packed]);
    await db.pool.query(PRUNE, [maxBytes]);
  }
  return { columns, openTime, cached: false };
}

/** Columns one after the other, little-endian float64. */
function pack(columns: IndicatorColumns, outputs: readonly string[]): Buffer {
  return Buffer.concat(
    outputs.map((output) => {
      const column = columns[output] ?? new Float64Array();
      return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
    }),
  );
}

function unpack(packed: Buffer, outputs: readonly string[], length: number): IndicatorColumns {
  const own = new Uint8Array(packed); // a copy of its own, aligned
  return Object.fromEntries(
    outputs.map((output, at) => [output, new Float64Array(own.buffer, at * length * 8, length)]),
  );
}
