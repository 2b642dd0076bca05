import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import { hashJson, hashText } from "#engine/hash.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import type { IndicatorColumns, IndicatorSpec } from "#engine/indicators/indicator.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { BarStore } from "#server/db.ts";
import { indicatorCachesOf } from "#server/prices/cache/bar-caches.ts";
import type { PlannedBars } from "#server/prices/read-bars.ts";
import { withPlannedBars } from "#server/prices/read-bars.ts";
import { indicatorCountsOf } from "./indicator-counts.ts";
import { findValues, keepValues } from "./indicator-table.ts";
import type { IndicatorKey } from "./indicator-table.ts";

/** One indicator over one series. */
export const indicatorRequest = barsRequest.extend({
  indicator: z.string().min(1).max(100).describe("kind of an indicator of the catalogue"),
  params: z.record(z.string().max(100), z.unknown()).default({}),
  source: z.enum(["open", "high", "low", "close", "volume"]).optional().describe("the column that it reads"),
  of: z.enum(TIMEFRAMES).optional().describe("computed on bars of this length, as of each close"),
});

/** Columns of an indicator, and where they were. */
export interface IndicatorValues {
  /** By output name, shape [bars]; none where the caller has them. */
  readonly columns: IndicatorColumns;
  readonly openTime: Float64Array;
  readonly cached: boolean;
  /** Of the content: configuration and bars. */
  readonly etag: string;
}

/** How an indicator is read. */
export interface IndicatorReading {
  /** Bound of the table that all processes share. */
  readonly maxBytes?: number;
  /** Asked with the tag before anything is read; true leaves the columns out. */
  readonly hasTag?: (etag: string) => boolean;
}

/** Of how values are laid out in the caches. */
const LAYOUT = 2;

/**
 * Takes an indicator over a stored series from the caches that all who ask share (this process's memory, Redis where it is configured, the database), else reads the
 * bars and computes it. The key is what decides the values: the hash of its configuration and of the engine's version, and the hash of the bars, which is
 * known before they are read; what is found can never be out of date.
 *
 * @throws EngineError "unknown-block" or "bad-param"; ServerError "not-found" when there is no such series.
 */
export async function readIndicator(
  db: BarStore,
  input: z.input<typeof indicatorRequest>,
  { maxBytes, hasTag = () => false }: IndicatorReading = {},
): Promise<IndicatorValues> {
  const { indicator, params, source, of, ...request } = indicatorRequest.parse(input);
  const place = {
    ...(source === undefined ? {} : { source }),
    ...(of === undefined ? {} : { timeframe: of }),
  };
  const spec = indicators.find(indicator).of(params, place);
  const config = { indicator, params: spec.params, ...place, engine: ENGINE_VERSION, layout: LAYOUT };
  const { symbol, timeframe } = request;
  return withPlannedBars(db, request, async (planned) => {
    const key = { symbol, timeframe, indicator, configHash: hashJson(config), dataHash: planned.etag };
    const etag = hashText(`${key.configHash}/${key.dataHash}`);
    if (hasTag(etag)) return { columns: {}, openTime: new Float64Array(), cached: true, etag };
    const known = await findPacked(db, planned, key);
    const packed = known ?? (await computePacked(db, planned, { key, spec, maxBytes }));
    return { ...unpack(packed, spec.outputs), cached: known !== undefined, etag };
  });
}

const nameOf = ({ configHash, dataHash }: IndicatorKey): string => `indicators/${configHash}/${dataHash}`;

async function findPacked(
  db: BarStore,
  { client }: PlannedBars,
  key: IndicatorKey,
): Promise<Uint8Array | undefined> {
  const caches = indicatorCachesOf(db);
  const [near] = await caches.get([nameOf(key)]);
  if (near) return near[1];
  const stored = await findValues(client, key);
  if (stored) caches.set([[nameOf(key), stored]]);
  return stored;
}

async function computePacked(
  db: BarStore,
  { client, read }: PlannedBars,
  { key, spec, maxBytes }: { key: IndicatorKey; spec: IndicatorSpec; maxBytes: number | undefined },
): Promise<Uint8Array> {
  const bars = await read();
  const packed = pack(bars.openTime, computeIndicator(spec, bars), spec.outputs);
  indicatorCountsOf(db).computed += 1;
  indicatorCachesOf(db).set([[nameOf(key), packed]]);
  await keepValues(client, key, packed, maxBytes);
  return packed;
}

/** Open times and columns one after the other, little-endian float64. */
function pack(openTime: Float64Array, columns: IndicatorColumns, outputs: readonly string[]): Uint8Array {
  const all = new Float64Array(openTime.length * (1 + outputs.length));
  all.set(openTime);
  for (const [at, output] of outputs.entries()) all.set(columns[output] ?? [], (at + 1) * openTime.length);
  return new Uint8Array(all.buffer);
}

function unpack(
  packed: Uint8Array,
  outputs: readonly string[],
): Pick<IndicatorValues, "columns" | "openTime"> {
  const { buffer } = packed.byteOffset % 8 === 0 ? packed : new Uint8Array(packed);
  const offset = packed.byteOffset % 8 === 0 ? packed.byteOffset : 0;
  const length = packed.byteLength / 8 / (1 + outputs.length);
  const part = (at: number) => new Float64Array(buffer, offset + at * length * 8, length);
  const columns = Object.fromEntries(outputs.map((output, at) => [output, part(at + 1)]));
  return { columns, openTime: part(0) };
}
