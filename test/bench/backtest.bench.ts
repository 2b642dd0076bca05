import {
  audit,
  backtest,
  fixedFraction,
  stopLoss,
  syntheticMarket,
  syntheticUniverse,
} from "#engine/index.ts";
import { simulate } from "#engine/backtest.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { alone, medianMs, type BenchRow } from "./measure.ts";

/** Whole backtests: the per-bar path with orders, stops and fees, a portfolio, and the audit. */
export function backtestRows(): BenchRow[] {
  const year = syntheticMarket({ kind: "trending", bars: 252, seed: 1 });
  const decades = syntheticMarket({ kind: "trending", bars: 5105, seed: 1 });
  const long = syntheticMarket({ kind: "volatile", bars: 100_000, seed: 1, startPrice: 1e5 });
  const universe = syntheticUniverse({ symbols: 100, bars: 1008 }).map(({ bars }) => bars);
  const risk = [stopLoss({ pct: 5 })];
  const longMs = medianMs(() => simulate(emaCross, { bars: long, risk }));
  const sizing = fixedFraction({ fraction: 0.02 });
  return [
    alone("per-bar path: orders, stops, fees", 100_000 / longMs / 1000, "M bars/s"),
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
