import fc from "fast-check";
import { createBars } from "#engine/data/dataset.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { BacktestResult } from "#engine/result.ts";
import { usSessions } from "#engine/synthetic/sessions.ts";

/** One bar's prices as [open, high, low, close]. */
export type Ohlc = readonly [number, number, number, number];

/** Daily bars of US sessions from explicit prices. */
export function barsOf(rows: readonly Ohlc[], symbol = "TEST"): Bars {
  const sessions = usSessions(rows.length);
  const column = (index: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[index]);
  return createBars({
    symbol,
    timeframe: "1d",
    columns: {
      openTime: Float64Array.from(sessions, ({ openTime }) => openTime),
      closeTime: Float64Array.from(sessions, ({ closeTime }) => closeTime),
      open: column(0),
      high: column(1),
      low: column(2),
      close: column(3),
      volume: new Float64Array(rows.length).fill(1e6),
    },
  });
}

/** Daily bars whose every price is the given close. */
export function flatBars(closes: readonly number[], symbol = "TEST"): Bars {
  return barsOf(
    closes.map((price) => [price, price, price, price] as const),
    symbol,
  );
}

/** The same bars with every price multiplied. */
export function scaledBars(bars: Bars, factor: number): Bars {
  const scale = (column: Float64Array): Float64Array => column.map((value) => value * factor);
  const { open, high, low, close } = bars;
  return { ...bars, open: scale(open), high: scale(high), low: scale(low), close: scale(close) };
}

const step = fc.record({
  gap: fc.integer({ min: -40, max: 40 }),
  move: fc.integer({ min: -60, max: 60 }),
  up: fc.integer({ min: 0, max: 40 }),
  down: fc.integer({ min: 0, max: 40 }),
});

/** Random daily bars in cents around 100, with gaps, flat days and repeated prices. */
export function arbitraryBars(
  limits: { minLength?: number; maxLength?: number } = {},
  symbol = "TEST",
): fc.Arbitrary<Bars> {
  const { minLength = 1, maxLength = 120 } = limits;
  return fc.array(step, { minLength, maxLength }).map((steps) => {
    let price = 10_000;
    const rows = steps.map(({ gap, move, up, down }): Ohlc => {
      const open = Math.max(100, price + gap);
      const close = Math.max(100, open + move);
      const high = Math.max(open, close) + up;
      const low = Math.max(1, Math.min(open, close) - down);
      price = close;
      return [open / 100, high / 100, low / 100, close / 100];
    });
    return barsOf(rows, symbol);
  });
}

/** The worst gap, over all closes, between equity and the capital plus the sum of the ledgers, over equity. */
export function ledgerGap(result: BacktestResult, capital = 100_000): number {
  const { realised, unrealised, fees, slippage, financing, dividends } = result.ledgers;
  let worst = 0;
  for (const [row, equity] of result.equity.entries()) {
    const parts = [realised, unrealised, fees, slippage, financing, dividends];
    const sum = parts.reduce((total, column) => total + (column[row] ?? NaN), capital);
    worst = Math.max(worst, Math.abs(sum - equity) / Math.abs(equity));
  }
  return worst;
}
