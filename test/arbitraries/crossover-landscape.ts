import { readJsonFixture } from "./fixtures.ts";
import type { Landscape } from "./landscapes.ts";

const YEAR = Math.sqrt(252);
const TARGET = 0.15 / YEAR;
const COST = 5e-4;

/**
 * A backtest as a landscape: the Sharpe ratio, turned around, of a crossover of averages on the prices that the fixture's `smabt4` is made of, sized by volatility and net of
 * costs. How `smabt4` itself scores a set is not told by its fixture; this is its like, with the same kinds of parameters, on which Optuna was run, too.
 *
 * `least` is the best of Optuna's 20,000 evaluations.
 */
export function crossoverLandscape(): Landscape {
  const { smabt4 } = readJsonFixture<{ readonly smabt4: { readonly prices: readonly number[] } }>(
    "quant/optimizer_regret.json",
  );
  const { prices } = smabt4;
  const returns = prices.map((price, row) => (row === 0 ? 0 : price / (prices[row - 1] ?? NaN) - 1));
  const averages = windowsOf(prices, (window) => mean(window));
  const spreads = windowsOf(returns, deviation);
  return {
    space: {
      parameters: {
        fast: { kind: "int", min: 2, max: 60 },
        slow: { kind: "int", min: 20, max: 250 },
        band: { kind: "float", min: 1e-4, max: 0.05, log: true },
        lookback: { kind: "int", min: 5, max: 120 },
      },
    },
    least: -1.0761316032341692,
    height: ([fast = 2, slow = 20, band = 0, lookback = 5]) => {
      const [quick, calm, spread] = [averages(fast), averages(slow), spreads(lookback)];
      const held = prices.map((_, row) => {
        const isUp = row > lookback - 1 && (quick[row] ?? NaN) / (calm[row] ?? NaN) - 1 > band;
        return isUp ? Math.min(1, TARGET / (spread[row] ?? NaN)) : 0;
      });
      const earned = returns.slice(1).map((move, row) => {
        const [now = 0, before = 0] = [held[row], held[row - 1]];
        return now * move - COST * Math.abs(now - before);
      });
      const risk = deviation(earned);
      return risk > 0 ? (-mean(earned) / risk) * YEAR : 0;
    },
  };
}

type Column = readonly number[];

/** A figure of the last values up to each row, remembered by how many; NaN where there are fewer. */
function windowsOf(values: Column, figure: (window: Column) => number): (length: number) => Column {
  const known = new Map<number, Column>();
  return (length) => {
    const found =
      known.get(length) ??
      values.map((_, row) => (row < length - 1 ? NaN : figure(values.slice(row + 1 - length, row + 1))));
    known.set(length, found);
    return found;
  };
}

const mean = (values: Column): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function deviation(values: Column): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
