import { firstAtOrAfter } from "../data/dataset.ts";
import type { Bars } from "../market/bars.ts";
import type { Run, Trace } from "../backtest.ts";
import type { IndicatorColumns } from "../indicators/indicator.ts";
import type { Fill } from "../market/fill.ts";

/** Where two runs part: the bar in its symbol, the UTC ms of its close, and what it was. */
export interface Difference {
  readonly bar: number;
  readonly time: number;
  readonly what: string;
}

/**
 * The first bar at which another run (on a prefix, or with another future) differs from the run on everything: in an indicator's value,
 * then a signal, an order or a fill.
 *
 * @param until UTC ms: later closes are not compared, and of later fills only those at the open that comes next. Everything that the other run
 *   has where absent.
 * @returns Undefined where they agree bit for bit. O(bars times indicators).
 */
export function firstDifference(whole: Run, prefix: Run, until = Infinity): Difference | undefined {
  let first: Difference | undefined;
  const offer = (found: Difference | undefined): void => {
    if (found && (first === undefined || found.time < first.time)) first = found;
  };
  for (const [index, bars] of prefix.dataset.bars.entries()) {
    const at = whole.dataset.bars.findIndex(({ symbol }) => symbol === bars.symbol);
    const locate = (bar: number, what: string): Difference | undefined =>
      bar < 0
        ? undefined
        : { bar, time: bars.closeTime[bar] ?? NaN, what: `${what} of ${bars.symbol}`.slice(0, 300) };
    const count = closedBy(bars, until);
    for (const [name, outputs] of Object.entries(prefix.columns[index] ?? {})) {
      offer(locate(...indicatorDifference(name, whole.columns[at]?.[name] ?? {}, outputs, count)));
    }
    // An equal time keeps what was found first: a cause stands before its effects.
    offer(locate(...traceDifference(whole.traces[at], prefix.traces[index], count)));
  }
  offer(fillDifference(whole, prefix, until));
  return first;
}

/** How many bars have closed by a moment. */
function closedBy({ closeTime }: Bars, moment: number): number {
  const later = firstAtOrAfter(closeTime, moment);
  return closeTime[later] === moment ? later + 1 : later;
}

function indicatorDifference(
  name: string,
  whole: IndicatorColumns,
  prefix: IndicatorColumns,
  count: number,
): [number, string] {
  let first = -1;
  let what = "";
  for (const [output, column] of Object.entries(prefix)) {
    const bar = columnDifference(whole[output], column, count);
    if (bar < 0 || (first >= 0 && bar >= first)) continue;
    first = bar;
    what = Object.keys(prefix).length === 1 ? `indicator ${name}` : `indicator ${name}.${output}`;
  }
  return [first, what];
}

function columnDifference(
  whole: Float64Array | Int8Array | undefined,
  prefix: Float64Array | Int8Array,
  count: number,
): number {
  if (!whole) return 0;
  for (let bar = 0; bar < count; bar++) if (!Object.is(whole[bar], prefix[bar])) return bar;
  return -1;
}

function traceDifference(
  whole: Trace | undefined,
  prefix: Trace | undefined,
  count: number,
): [number, string] {
  if (!whole || !prefix) return [-1, ""];
  const signal = columnDifference(whole.actions, prefix.actions, count);
  const order = columnDifference(whole.targets, prefix.targets, count);
  if (signal >= 0 && (order < 0 || signal <= order)) return [signal, "signal"];
  return [order, "order"];
}

function fillDifference(whole: Run, prefix: Run, until: number): Difference | undefined {
  const ends = new Map(
    prefix.dataset.bars.map((bars) => [bars.symbol, Math.min(bars.openTime.length, closedBy(bars, until))]),
  );
  // A fill at the next open may use nothing of its bar but that open; what happens inside the bar is another matter.
  const counts = ({ symbol, bar, at }: Fill): boolean => {
    const end = ends.get(symbol) ?? 0;
    return bar < end || (until < Infinity && bar === end && at === "open");
  };
  const fills = whole.account.fills.filter(counts);
  const others = prefix.account.fills.filter(counts);
  for (let index = 0; index < Math.max(fills.length, others.length); index++) {
    const [a, b] = [fills[index], others[index]];
    const some = b ?? a;
    if (some && !(a && b && sameFill(a, b)))
      return { bar: some.bar, time: some.time, what: `fill of ${some.symbol}` };
  }
  return undefined;
}

function sameFill(a: Fill, b: Fill): boolean {
  return (
    a.symbol === b.symbol &&
    a.side === b.side &&
    a.bar === b.bar &&
    a.at === b.at &&
    Object.is(a.quantity, b.quantity) &&
    Object.is(a.price, b.price) &&
    Object.is(a.fee, b.fee)
  );
}
