import { listDatasets } from "#server/prices/list-datasets.ts";
import { withDatabase } from "./with-database.ts";

/** `lookback datasets`: prints the loaded series, one a line or as JSON. */
export async function list(json: boolean): Promise<void> {
  const datasets = await withDatabase(listDatasets);
  if (json) return console.log(JSON.stringify(datasets));
  for (const { symbol, timeframe, bars, from, to, name, synthetic } of datasets) {
    const span = `${day(from)} to ${day(to)}`;
    console.log(
      `${symbol.padEnd(10)} ${timeframe.padEnd(4)} ${String(bars).padStart(8)} bars  ${span}  ${name}${synthetic ? " (synthetic)" : ""}`,
    );
  }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
