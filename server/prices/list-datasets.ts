import { type DatasetInfo, datasetInfo } from "#engine/data/dataset-info.ts";
import type { BarStore } from "#server/db.ts";
import type { JoinedRead } from "#server/operations/joined-read.ts";
import { joinedRead } from "#server/operations/joined-read.ts";

/** The most series that one list holds. */
const MAX_DATASETS = 20_000;

const NEWEST = `
  SELECT v.symbol, s.name, v.timeframe, v.bars, v.source, v.synthetic, s.sector, v.score, o.overrides, o."acceptedScore",
    (extract(epoch FROM v.first_open_time) * 1000)::float8 AS "from",
    (extract(epoch FROM v.last_close_time) * 1000)::float8 AS "to"
  FROM (SELECT DISTINCT ON (symbol, timeframe) * FROM data_versions WHERE forgotten_at IS NULL ORDER BY symbol, timeframe, id DESC) v
  JOIN symbols s ON s.symbol = v.symbol
  LEFT JOIN (SELECT symbol, timeframe, array_agg(kind || ': ' || reason ORDER BY id) AS overrides,
      min(score) FILTER (WHERE kind = 'accepted') AS "acceptedScore" FROM data_overrides GROUP BY 1, 2) o
    ON o.symbol = v.symbol AND o.timeframe = v.timeframe
  ORDER BY v.synthetic, v.symbol, v.timeframe LIMIT ${MAX_DATASETS}`;

const reads = new WeakMap<BarStore["pool"], JoinedRead<DatasetInfo[]>>();

/** Lists what is loaded: real series first, then synthetic ones, each by symbol and timeframe. Callers at the same time share one look. */
export async function listDatasets({ pool }: BarStore): Promise<DatasetInfo[]> {
  const joined = reads.get(pool) ?? joinedRead();
  reads.set(pool, joined);
  return joined(async () => {
    const { rows } = await pool.query<Record<string, unknown>>(NEWEST);
    return rows.map((row) => {
      const known = Object.entries(row).filter(([, value]) => value !== null);
      return datasetInfo.parse(Object.fromEntries(known));
    });
  });
}
