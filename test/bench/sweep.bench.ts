import {
  crossover,
  defineStrategy,
  int,
  range,
  sma,
  sweep,
  syntheticMarket,
  type Bars,
} from "#engine/index.ts";
import { rollingMean } from "#engine/series/rolling-mean.ts";
import { hasFixtures, realBars } from "#test/arbitraries/fixtures.ts";
import { alone, cpuMs, medianMs, type BenchRow } from "./measure.ts";

const QUICK = process.argv.includes("--quick");

const smaCross = defineStrategy({
  name: "sma_crossover",
  version: "1.0.0",
  params: { fast: int(10, { min: 1, max: 1000 }), slow: int(30, { min: 1, max: 1000 }) },
  indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
  signal: crossover("fast", "slow"),
});

/** All pairs of averages from 2 to `longest`, fast below slow, as the engine sweeps them. */
function ours(bars: Bars, longest: number): number {
  const lengths = range(2, longest);
  const found = sweep(smaCross, {
    bars,
    grid: { fast: lengths, slow: lengths },
    where: ({ fast, slow }) => fast < slow,
  });
  return found.sets;
}

/**
 * The ceiling: the same pairs by a loop that does nothing but the sums, without costs, whole lots, checks or a strategy. What it finds is
 * not a backtest, only a measure of the machine.
 */
function plainKernel({ close }: Bars, longest: number): number {
  const columns = new Map<number, Float64Array>();
  for (let length = 2; length <= longest; length++) columns.set(length, rollingMean(close, length));
  let check = 0;
  for (const [a, fast] of columns)
    for (const [b, slow] of columns) if (a < b) check += plainPair(close, fast, slow, b);
  return check;
}

function plainPair(close: Float64Array, fast: Float64Array, slow: Float64Array, from: number): number {
  let [held, sum, squares, trades, equity, peak, deepest] = [false, 0, 0, 0, 1, 1, 0];
  for (let bar = from; bar < close.length; bar++) {
    const change = held ? (close[bar] as number) / (close[bar - 1] as number) - 1 : 0;
    equity += equity * change;
    sum += change;
    squares += change * change;
    peak = equity > peak ? equity : peak;
    const depth = equity - peak;
    deepest = depth < deepest ? depth : deepest;
    const above = (fast[bar] as number) > (slow[bar] as number);
    if (above !== held) trades += 1;
    held = above;
  }
  return equity + sum + squares + trades + deepest;
}

function rate(name: string, bars: Bars, longest: number, time: (call: () => unknown) => number): BenchRow {
  const millions = (((longest - 1) * (longest - 2)) / 2 / 1e6) * bars.close.length;
  const value = millions / (time(() => ours(bars, longest)) / 1000);
  const peerValue = millions / (time(() => plainKernel(bars, longest)) / 1000);
  const unit = "M bar-params/s";
  return { name, value, unit, peer: "plain loop, no backtest", peerValue, ratio: value / peerValue };
}

/** Sweeps: time and memory of 4,851 pairs on real bars, and the rate of 10,000 pairs on long ones. */
export function sweepRows(): BenchRow[] {
  const short = hasFixtures
    ? realBars("GOOG_1d")
    : syntheticMarket({ kind: "volatile", bars: 2148, seed: 1 });
  const long = syntheticMarket({
    kind: "volatile",
    bars: QUICK ? 10_000 : 100_000,
    seed: 1,
    startPrice: 1e5,
  });
  const before = process.memoryUsage().rss;
  const firstMs = once(() => ours(short, 100));
  const grown = (process.memoryUsage().rss - before) / 1e6;
  return [
    alone("sweep of 4,851 SMA pairs x 2,148 bars, cold", firstMs, "ms"),
    alone("sweep of 4,851 SMA pairs x 2,148 bars, memory", Math.max(0, grown), "MB"),
    alone(
      "sweep of 4,851 SMA pairs x 2,148 bars",
      medianMs(() => ours(short, 100)),
      "ms",
    ),
    rate("sweep of 4,851 SMA pairs x 2,148 bars, rate", short, 100, medianMs),
    // A billion bar-parameters take seconds: once is enough, with the code warm.
    rate(`sweep of 10,011 SMA pairs x ${long.close.length} bars`, long, 143, once),
  ];
}

function once(call: () => unknown): number {
  const start = cpuMs();
  call();
  return cpuMs() - start;
}
