import type { BacktestResult, Trade } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";

type Known = Pick<BacktestResult, "bars" | "indicators">;

/**
 * What the strategy's indicators said at the close at which an entry was decided, and when that was.
 *
 * @returns Words such as "fast 101.2"; empty for a run that carries neither bars nor indicators.
 */
export function decisionValues({ bars, indicators }: Known, trade: Trade): string[] {
  const own = bars.find(({ symbol }) => symbol === trade.symbol);
  if (own === undefined) return [];
  // What is filled at an open was decided at the close before it.
  const bar = own.openTime[trade.entryBar] === trade.entryTime ? trade.entryBar - 1 : trade.entryBar;
  const opened = own.openTime[bar];
  if (opened === undefined) return [];
  const values = (indicators ?? []).flatMap(({ symbol, name, values: column }) => {
    const value = column[bar];
    return symbol === trade.symbol && value !== undefined && Number.isFinite(value)
      ? [`${name} ${Number(value.toPrecision(6))}`]
      : [];
  });
  const close = own.close[bar];
  const closed = close === undefined ? [] : [`close ${Number(close.toPrecision(6))}`];
  return [`decided at the close of ${formatDate(opened)}`, ...closed, ...values];
}
