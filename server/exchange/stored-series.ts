import type { Database } from "#server/db.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";

/** A series by the hash of its bars. */
export type StoredSeries = WorkspaceIndex["data"][number];

/** The newest state of every series. */
export async function storedSeries(db: Database): Promise<StoredSeries[]> {
  const { rows } = await db.pool.query<StoredSeries>(
    "SELECT DISTINCT ON (symbol, timeframe) symbol, timeframe, hash FROM data_versions ORDER BY symbol, timeframe, id DESC",
  );
  return rows;
}

/** A series as one text: equal where symbol, timeframe and bars are. */
export const seriesKey = ({ symbol, timeframe, hash }: StoredSeries): string =>
  `${symbol} ${timeframe} ${hash}`;
