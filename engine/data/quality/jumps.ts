import type { Inspected } from "./finding.ts";

/** A close far from the one before. */
export interface Jump {
  readonly bar: number;
  /** This close over the one before. */
  readonly ratio: number;
  /** Whether the next bar goes back by at least four fifths. */
  readonly reverts: boolean;
  /** Whether a split goes ex on this bar. */
  readonly known: boolean;
}

/** As a share of the close before. */
const LEAST_JUMP = 0.4;

/** Closes that moved by more than 10 times the median absolute move and more than 40 %; the way back is not a jump of its own. O(bars log bars). */
export function jumpsOf({ bars, actions }: Inspected): Jump[] {
  const { close, openTime } = bars;
  const moves = new Float64Array(close.length);
  for (let bar = 1; bar < close.length; bar++)
    moves[bar] = Math.log((close[bar] as number) / (close[bar - 1] as number));
  const limit = 10 * medianOf(moves.map(Math.abs));
  const jumps: Jump[] = [];
  for (let bar = 1; bar < close.length; bar++) {
    const move = moves[bar] as number;
    const isFar = Math.abs(move) > limit && Math.abs(Math.exp(move) - 1) > LEAST_JUMP;
    if (!isFar || jumps.at(-1)?.bar === bar - 1) continue;
    const next = moves[bar + 1] ?? 0;
    const [from, to] = [openTime[bar - 1] as number, openTime[bar] as number];
    const known = actions.some(
      ({ type, symbol, exTime }) =>
        type === "split" && symbol === bars.symbol && exTime > from && exTime <= to,
    );
    jumps.push({
      bar,
      ratio: Math.exp(move),
      reverts: next * move < 0 && Math.abs(next) > 0.8 * Math.abs(move),
      known,
    });
  }
  return jumps;
}

/** The middle of a column's finite values; 0 of none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.filter(Number.isFinite).sort();
  return sorted[sorted.length >>> 1] ?? 0;
}
