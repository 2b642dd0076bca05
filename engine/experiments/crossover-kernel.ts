import { buyAll, sellAll, type KernelAccount } from "./kernel-account.ts";

/** Two series over one symbol's bars, every column of shape [bars]; NaN is "no value". */
export interface CrossoverTask {
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  /** Whether touching does not count as the other side. */
  readonly strict: boolean;
  /** First bar of the account. */
  readonly firstBar: number;
  /** First bar that may decide, `firstBar` or later. */
  readonly decideFrom: number;
}

/** What a run came to, gathered while it ran: no curve is kept. The same object is filled again by every run. */
export interface RunTotals {
  /** Account currency at the last close. */
  equity: number;
  /** Number of returns, and the sums of them and of their squares. */
  returns: number;
  sum: number;
  squares: number;
  /** 0 or less. */
  maxDrawdown: number;
  /** Round trips that ended. */
  trades: number;
  /** Closes with an open position. */
  heldBars: number;
}

/** Where a run stands between two stretches of bars. */
interface Stretch {
  bar: number;
  before: number;
  peak: number;
  low: number;
}

/** Empty totals, to be filled. */
export function openTotals(): RunTotals {
  return { equity: NaN, returns: 0, sum: 0, squares: 0, maxDrawdown: 0, trades: 0, heldBars: 0 };
}

/**
 * Runs a long-only crossover without keeping anything per bar: flat stretches only look for the next cross, held stretches add up
 * returns, squares and the drawdown as they go.
 *
 * Decides at a close and fills at the next open (or at that close, where the account says so), as the run loop does: the same
 * operations in the same order, so that equity at the end has the same bits. O(bars), no allocation.
 */
export function runCrossover(task: CrossoverTask, account: KernelAccount, totals: RunTotals): void {
  const count = task.close.length;
  const { capital } = account;
  account.cash = capital;
  account.quantity = 0;
  totals.returns = count - task.firstBar;
  totals.sum = totals.squares = totals.maxDrawdown = totals.trades = totals.heldBars = 0;
  const stretch: Stretch = { bar: task.decideFrom, before: capital, peak: capital, low: capital };
  const delay = account.onClose ? 0 : 1;
  while (stretch.bar < count) {
    const signal = seekEntry(task, stretch.bar);
    const fill = signal + delay;
    if (fill >= count) break;
    stretch.bar = signal + 1;
    buyAll(account, task, signal, fill);
    if (account.quantity === 0) continue;
    if (account.onClose)
      recordClose(stretch, account.cash + account.quantity * (task.close[fill] as number), totals);
    const exit = hold(task, account, stretch, totals);
    if (exit + delay >= count) break;
    sellAll(account, task, exit + delay);
    totals.trades += 1;
    recordClose(stretch, account.cash, totals);
    stretch.bar = exit + 1;
  }
  totals.equity =
    account.cash + (account.quantity === 0 ? 0 : account.quantity * (task.close[count - 1] as number));
  settle(stretch, totals);
}

/** The first bar from `from` on at which fast crosses above slow; the number of bars where it never does. */
function seekEntry(task: CrossoverTask, from: number): number {
  const { fast, slow, strict } = task;
  const count = fast.length;
  let quick = from > 0 ? (fast[from - 1] as number) : NaN;
  let steady = from > 0 ? (slow[from - 1] as number) : NaN;
  let below = strict ? quick < steady : quick <= steady;
  for (let bar = from; bar < count; bar++) {
    quick = fast[bar] as number;
    steady = slow[bar] as number;
    if (quick > steady) {
      if (below) return bar;
      below = false;
    } else below = strict ? quick < steady : quick <= steady;
  }
  return count;
}

/**
 * Marks a position at every close until fast crosses below slow; gives that bar, or the number of bars. A fill at the close takes
 * the place of that bar's mark, a fill at the next open comes after it.
 */
function hold(task: CrossoverTask, account: KernelAccount, stretch: Stretch, totals: RunTotals): number {
  const { fast, slow, close, strict } = task;
  const { cash, quantity, onClose } = account;
  const count = close.length;
  const begin = stretch.bar;
  const quickBefore = fast[begin - 1] as number;
  const steadyBefore = slow[begin - 1] as number;
  let above = strict ? quickBefore > steadyBefore : quickBefore >= steadyBefore;
  let { before, peak, low } = stretch;
  let { sum, squares } = totals;
  let bar = begin;
  for (; bar < count; bar++) {
    const quick = fast[bar] as number;
    const steady = slow[bar] as number;
    const crossed = above && quick < steady;
    if (crossed && onClose) break;
    above = strict ? quick > steady : quick >= steady;
    const value = cash + quantity * (close[bar] as number);
    const change = value / before - 1;
    sum += change;
    squares += change * change;
    before = value;
    if (value > peak) {
      if (low < peak) totals.maxDrawdown = Math.min(totals.maxDrawdown, low / peak - 1);
      peak = value;
      low = value;
    } else if (value < low) low = value;
    if (crossed) break;
  }
  totals.sum = sum;
  totals.squares = squares;
  totals.heldBars += Math.min(bar + 1, count) - begin;
  stretch.before = before;
  stretch.peak = peak;
  stretch.low = low;
  return bar;
}

/** Adds the return to one close's equity. */
function recordClose(stretch: Stretch, value: number, totals: RunTotals): void {
  const change = value / stretch.before - 1;
  totals.sum += change;
  totals.squares += change * change;
  stretch.before = value;
  if (value > stretch.peak) {
    settle(stretch, totals);
    stretch.peak = value;
    stretch.low = value;
  } else if (value < stretch.low) stretch.low = value;
}

/** The lowest value under one peak is where the drawdown is deepest: one division per peak in place of one per bar. */
function settle({ low, peak }: Stretch, totals: RunTotals): void {
  if (low < peak) totals.maxDrawdown = Math.min(totals.maxDrawdown, low / peak - 1);
}
