import {
  audit,
  backtest,
  buy,
  crossover,
  defineStrategy,
  ema,
  exit,
  fixedFraction,
  hold,
  stopLoss,
  syntheticMarket,
  syntheticUniverse,
  takeProfit,
  trailingStop,
} from "#engine/index.ts";
import { simulate } from "#engine/backtest.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { alone, medianMs, type BenchRow } from "./measure.ts";

const indicators = () => ({ fast: ema({ lengthBars: 9 }), slow: ema({ lengthBars: 21 }) });
const declared = defineStrategy({
  ...{ name: "declared", version: "1.0.0", indicators },
  signal: crossover("fast", "slow"),
});
/** Limit entries that rest, with brackets and a trailing stop behind them: every bar is walked. */
const resting = defineStrategy({
  ...{ name: "resting", version: "1.0.0", indicators },
  signal: ({ fast, slow, close, position }) => {
    if (position.side === "flat" && fast.now > slow.now)
      return buy({ order: { type: "limit", price: close.now * 0.995, timeInForce: "day" } });
    return position.side === "long" && fast.now < slow.now ? exit() : hold();
  },
  risk: [stopLoss({ pct: 5 }), takeProfit({ pct: 10 }), trailingStop({ pct: 4, activationPct: 2 })],
});

const MOST_ROUNDS = 6;

/** Bars that a run over 100,000 walks in a second, once it is compiled to the end: after some dozens of calls, when another round is no quicker. */
function barRate(name: string, run: () => unknown): BenchRow {
  let [before, now] = [Infinity, medianMs(run)];
  for (let round = 1; round < MOST_ROUNDS && now < 0.97 * before; round++)
    [before, now] = [now, medianMs(run)];
  return alone(name, 100 / Math.min(before, now), "M bars/s");
}

/** Whole backtests: the per-bar path with orders, stops and fees, a portfolio, and the audit. */
export function backtestRows(): BenchRow[] {
  const year = syntheticMarket({ kind: "trending", bars: 252, seed: 1 });
  const decades = syntheticMarket({ kind: "trending", bars: 5105, seed: 1 });
  const long = syntheticMarket({ kind: "volatile", bars: 100_000, seed: 1, startPrice: 1e5 });
  const universe = syntheticUniverse({ symbols: 100, bars: 1008 }).map(({ bars }) => bars);
  const risk = [stopLoss({ pct: 5 })];
  const sizing = fixedFraction({ fraction: 0.02 });
  return [
    barRate("per-bar path: orders, stops, fees", () => simulate(emaCross, { bars: long, risk })),
    barRate("the same event-driven", () => simulate(emaCross, { bars: long, risk, mode: "event-driven" })),
    barRate("vectorized, no stops", () => simulate(declared, { bars: long })),
    barRate("resting limits, brackets, trailing stops", () => simulate(resting, { bars: long })),
    alone(
      "EMA cross, 252 bars, whole result",
      medianMs(() => backtest(emaCross, { bars: year, risk })),
      "ms",
    ),
    alone(
      "EMA cross, 5,105 bars, whole result",
      medianMs(() => backtest(emaCross, { bars: decades, risk })),
      "ms",
    ),
    alone(
      "EMA cross, 100 symbols x 1,008 bars",
      medianMs(() => backtest(emaCross, { bars: universe, sizing })),
      "ms",
    ),
    alone(
      "audit of 5,105 bars, 64 prefixes",
      medianMs(() => audit(emaCross, { bars: decades, risk })),
      "ms",
    ),
  ];
}
