import type { History } from "./history.ts";

/**
 * Covariances of several symbols' simple returns between the closes that all of them share.
 *
 * @param bars How far back, in bars of each symbol.
 * @returns Divisor n - 1, row after row, shape [symbols * symbols]; undefined where fewer than 2 returns are shared. O(symbols squared times bars).
 */
export function returnCovariance(histories: readonly History[], bars: number): Float64Array | undefined {
  const returns = sharedReturns(histories, bars);
  const count = histories.length;
  const size = returns[0]?.length ?? 0;
  if (size < 2) return undefined;
  for (const column of returns) centre(column);
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const value = dot(returns[i] as Float64Array, returns[j] as Float64Array) / (size - 1);
      covariance[i * count + j] = value;
      covariance[j * count + i] = value;
    }
  }
  return covariance;
}

function sharedReturns(histories: readonly History[], bars: number): Float64Array[] {
  const times = histories.map((history) => history.closeTimes(bars + 1));
  const [first] = times;
  if (!first) return [];
  const others = times.slice(1).filter((column) => !sameTimes(column, first));
  const sets = others.map((column) => new Set(column));
  const shared = new Set(first.filter((time) => sets.every((set) => set.has(time))));
  return histories.map((history, index) => {
    const own = times[index] as Float64Array;
    const closes = history.closes(bars + 1);
    return moves(others.length === 0 ? closes : closes.filter((_, row) => shared.has(own[row] ?? NaN)));
  });
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((time, row) => time === b[row]);
}

function moves(closes: Float64Array): Float64Array {
  return Float64Array.from(
    { length: Math.max(0, closes.length - 1) },
    (_, row) => (closes[row + 1] as number) / (closes[row] as number) - 1,
  );
}

/** Distances from the first value are centred, so that equal returns have no spread at all. */
function centre(column: Float64Array): void {
  const base = column[0] as number;
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += (column[row] as number) - base;
  const mean = sum / column.length;
  for (let row = 0; row < column.length; row++) column[row] = (column[row] as number) - base - mean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += (a[row] as number) * (b[row] as number);
  return sum;
}
