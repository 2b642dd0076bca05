import { type DatasetInfo, datasetInfo } from "#engine/data/dataset-info.ts";
import type { BarStore } from "#server/db.ts";

/** The most series that one list holds. */
const MAX_DATASETS = 20_000;

const NEWEST = `
  SELECT DISTINCT ON (v.synthetic, v.symbol, v.timeframe)
    v.symbol, s.name, v.timeframe, v.bars, v.source, v.synthetic, s.sector, v.score,
    (SELECT array_agg(o.kind || ': ' || o.reason ORDER BY o.id) FROM data_overrides o
      WHERE o.symbol = v.symbol AND o.timeframe = v.timeframe) AS overrides,
    (SELECT min(o.score) FROM data_overrides o WHERE o.symbol = v.symbol AND o.timeframe = v.timeframe AND o.kind = 'accepted') AS "acceptedScore",
    (extract(epoch FROM v.first_open_time) * 1000)::float8 AS "from",
    (extract(epoch FROM v.last_close_time) * 1000)::float8 AS "to"
  FROM data_versions v JOIN symbols s ON s.symbol = v.symbol WHERE v.forgotten_at IS NULL
  ORDER BY v.synthetic, v.symbol, v.timeframe, v.id DESC
  LIMIT ${MAX_DATASETS}`;

/** Lists what is loaded: real series first, then synthetic ones, each by symbol and timeframe. */
export async function listDatasets(db: BarStore): Promise<DatasetInfo[]> {
  const { rows } = await db.pool.query<Record<string, unknown>>(NEWEST);
  return rows.map((row) => {
    const known = Object.entries(row).filter(([, value]) => value !== null);
    return datasetInfo.parse(Object.fromEntries(known));
  });
}
