import { computeIndicators } from "#engine/indicators/evaluate.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { BacktestResult } from "#engine/result.ts";
import { pastsOf } from "#engine/signals/past.ts";
import { runOf } from "./engine-scope.ts";

type ReportIndicators = NonNullable<BacktestResult["indicators"]>;

const MAX_SYMBOLS = 8;
const MAX_COLUMNS = 12;
/** Longer columns are not sent to the page for the sake of a picture. */
const MAX_BARS = 200_000;

/**
 * What a result's strategy computed on its bars, for the chart of the report; computed anew, since a result does not carry it.
 * Undefined for a result that no cell made here, and for bars that are no longer those of the result.
 */
export function reportIndicators(result: BacktestResult): ReportIndicators | undefined {
  const run = runOf(result);
  if (run === undefined) return undefined;
  const all = [run.options.bars].flat() as readonly Bars[];
  const specs = run.strategy.prepare(run.options.params).indicators;
  const actions = run.options.corporateActions ?? [];
  // In the shares of each bar, as the strategy saw them: most runs have no splits, and need only the symbols shown.
  const pasts = actions.some(({ type }) => type === "split") ? pastsOf(specs, all, actions) : undefined;
  return result.bars.slice(0, MAX_SYMBOLS).flatMap((shown) => {
    const bars = all.find(({ symbol }) => symbol === shown.symbol);
    if (!bars || bars.close.length !== shown.close.length || bars.close.length > MAX_BARS) return [];
    return columnsOf(bars, pasts?.[all.indexOf(bars)]?.columns ?? computeIndicators(specs, bars, all));
  });
}

function columnsOf(bars: Bars, computed: ReturnType<typeof computeIndicators>): ReportIndicators {
  const columns = Object.entries(computed).flatMap(([name, outputs]) => {
    const entries = Object.entries(outputs);
    return entries.map(([output, values]) => ({
      symbol: bars.symbol,
      name: (entries.length === 1 ? name : `${name} ${output}`).slice(0, 100),
      overlay: isPrice(values, bars.close),
      values,
    }));
  });
  return columns.slice(0, MAX_COLUMNS);
}

const NEAR = 0.5;
const MOSTLY = 0.9;

/** Whether a column belongs over the prices: nearly all of its values lie within half of the close. O(bars). */
export function isPrice(values: Float64Array, close: Float64Array): boolean {
  let [count, near] = [0, 0];
  for (let bar = 0; bar < values.length; bar++) {
    const ratio = (values[bar] as number) / (close[bar] as number);
    if (!Number.isFinite(ratio)) continue;
    count++;
    if (Math.abs(ratio - 1) < NEAR) near++;
  }
  return count > 0 && near / count >= MOSTLY;
}
