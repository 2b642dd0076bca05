import type { BarsPart } from "#engine/experiments/study/study-order.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { COLUMNS_OF_BARS, type Bars } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readBarsOf } from "#server/prices/read-bars.ts";
import type { TrialTask } from "#server/sandbox/trial-task.ts";
import { readBundle } from "./code-bundles.ts";
import { readSource } from "./read-source.ts";
import type { StudyRequest } from "./study-schemas.ts";

/** So many symbols are read in one query, whose whole answer is in memory beside the bars that are made of it. */
const SYMBOLS_AT_ONCE = 50;

/** The task that a jail is given: code, bars as of the data versions that the study was made on, and options. */
export async function readTask(db: BarStore, request: StudyRequest): Promise<TrialTask> {
  const { strategy, options, study, ownObjective } = request;
  const { objective, metrics, accounts } = study;
  const bars = await readStudyBars(db, request);
  const source = await readSource(db, strategy);
  const own = ownObjective && { code: await readBundle(db, ownObjective.hash), name: ownObjective.name };
  return { source, bars, options, objective, metrics, accounts, ...(own ? { ownObjective: own } : {}) };
}

/**
 * A study's bars in the order of its symbols.
 *
 * @throws ServerError "not-found" on a symbol without bars, "conflict" where they are not those that the study names.
 */
export async function readStudyBars(
  db: BarStore,
  { symbols, timeframe, adjust, versions, parts }: Omit<StudyRequest, "strategy" | "options" | "study">,
): Promise<Bars[]> {
  const bars: Bars[] = [];
  for (let at = 0; at < symbols.length; at += SYMBOLS_AT_ONCE) {
    const some = symbols.slice(at, at + SYMBOLS_AT_ONCE);
    bars.push(...(await readBarsOf(db, { symbols: some, timeframe, adjust, versions })));
  }
  return bars.map((each) => partOf(each, parts?.[each.symbol]));
}

function partOf(bars: Bars, part: BarsPart | undefined): Bars {
  if (!part) return bars;
  const from = bars.openTime.indexOf(part.first);
  const to = bars.openTime.indexOf(part.last) + 1;
  const columns = Object.fromEntries(
    COLUMNS_OF_BARS.map((name) => [name, bars[name].slice(Math.max(0, from), to)]),
  );
  const found: Bars = { ...bars, ...columns, ...(part.calendar ? { calendar: part.calendar } : {}) };
  if (from < 0 || to === 0 || hashBars(found) !== part.hash)
    throw new ServerError(
      "conflict",
      `bars of ${bars.symbol} are not the server's; use them as bars("${bars.symbol}") gave them`,
    );
  return found;
}
