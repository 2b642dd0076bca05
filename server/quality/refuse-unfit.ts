import { unfitReason } from "#engine/data/quality/fitness.ts";
import type { Timeframe } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";

/** A series as it is stored; one that is derived from shorter bars is as fit as those. */
interface StoredSeries {
  readonly symbol: string;
  readonly stored: Timeframe;
}

/**
 * Refuses series whose quality is too low to test on and that nobody has accepted, as a cell's backtest does.
 *
 * @throws ServerError "conflict" that names the first unfit series, its score and the remedy.
 */
export async function refuseUnfit(db: BarStore, series: readonly StoredSeries[]): Promise<void> {
  const wanted = new Set(series.map(({ symbol, stored }) => `${symbol} ${stored}`));
  for (const dataset of await listDatasets(db)) {
    const unfit = wanted.has(`${dataset.symbol} ${dataset.timeframe}`) ? unfitReason(dataset) : undefined;
    if (unfit !== undefined) throw new ServerError("conflict", unfit, { symbol: dataset.symbol });
  }
}
