import { inspectBars } from "#engine/data/quality/report.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { BacktestResult, DataQuality } from "#engine/result.ts";
import { runOf } from "./engine-scope.ts";

/** More bars than this in all are not inspected: the cells would wait for it. */
const MAX_BARS = 500_000;
const MAX_SYMBOLS = 1000;

const NO_ACTIONS: readonly CorporateAction[] = [];
/** By bars, then by the actions that they were inspected with: a dataset is looked at once, however often it is tested on. */
const inspected = new WeakMap<Bars, WeakMap<readonly CorporateAction[], DataQuality>>();

/**
 * What is wrong with the data that a result was computed on, a report per symbol.
 * Undefined for a result that no cell made here, and for more than half a million bars. O(bars log bars), once per dataset.
 */
export function reportQuality(result: BacktestResult): DataQuality[] | undefined {
  const run = runOf(result);
  if (run === undefined) return undefined;
  const all = ([run.options.bars].flat() as readonly Bars[]).slice(0, MAX_SYMBOLS);
  if (all.reduce((sum, { close }) => sum + close.length, 0) > MAX_BARS) return undefined;
  return all.map((bars) => qualityOf(bars, run.options.corporateActions ?? NO_ACTIONS));
}

/** What is wrong with one symbol's bars, as {@link reportQuality} tells it; `actions` may be of other symbols too. O(bars log bars). */
export function qualityOf(bars: Bars, actions: readonly CorporateAction[] = NO_ACTIONS): DataQuality {
  const byActions = inspected.get(bars) ?? new WeakMap<readonly CorporateAction[], DataQuality>();
  inspected.set(bars, byActions);
  const known = byActions.get(actions);
  if (known) return known;
  const own = actions.filter(({ symbol }) => symbol === bars.symbol);
  const { symbol, score, issues, warnings } = inspectBars(bars, { actions: own });
  const findings = [...issues, ...warnings].map(({ check, severity, message, fix, count }) => {
    return { check, severity, message, fix, count };
  });
  const made = { symbol, score, findings };
  byActions.set(actions, made);
  return made;
}
