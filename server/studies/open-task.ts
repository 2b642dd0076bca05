import type { BarStore } from "#server/db.ts";
import { readBars } from "#server/prices/read-bars.ts";
import type { TrialTask } from "#server/sandbox/trial-task.ts";
import { readBundle } from "./code-bundles.ts";
import type { StudyRequest } from "./study-schemas.ts";

/** Bars are read side by side, so many symbols at once. */
const LANES = 4;

/** Makes a stored study's task without its bars: enough to see whether its strategy is one. */
export async function taskWithoutBars(db: BarStore, request: StudyRequest): Promise<TrialTask> {
  const { strategy, from, to, capital, execution, seed, objective, metrics, folds, portfolio, minTrades } =
    request;
  const source: TrialTask["source"] =
    strategy.kind === "bundle"
      ? { kind: "code", code: await readBundle(db, strategy.hash), name: strategy.name }
      : strategy;
  return {
    ...{ source, bars: [], seed, objective, metrics, folds, portfolio, minTrades },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(capital === undefined ? {} : { capital }),
    ...(execution === undefined ? {} : { execution }),
  };
}

/** The same with its bars, as of the data versions that the study was made on. */
export async function readTask(db: BarStore, request: StudyRequest): Promise<TrialTask> {
  const { symbols, timeframe, adjust, versions } = request;
  const task = await taskWithoutBars(db, request);
  const left = symbols.map((symbol, at) => ({ symbol, at }));
  const bars = new Array<TrialTask["bars"][number]>(symbols.length);
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const hash = versions[next.symbol];
      const pinned = hash === undefined ? {} : { hash };
      bars[next.at] = await readBars(db, { symbol: next.symbol, timeframe, adjust, ...pinned });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { ...task, bars };
}
