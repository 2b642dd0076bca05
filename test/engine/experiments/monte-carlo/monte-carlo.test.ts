import { describe, expect, it } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { percent } from "#engine/execution/fees/percent.ts";
import { fixedBps } from "#engine/execution/slippage/fixed-bps.ts";
import { delayed, dearerFees, dearerSlippage } from "#engine/experiments/monte-carlo/execution-noise.ts";
import { noisyBars, permuteBars } from "#engine/experiments/monte-carlo/permuted-bars.ts";
import { bootstrapReturns, jitterStart } from "#engine/experiments/monte-carlo/return-paths.ts";
import { bootstrapTrades, dropTrades, shuffleTrades } from "#engine/experiments/monte-carlo/trade-paths.ts";
import { createRandom } from "#engine/random.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { checkBars } from "#engine/data/check-bars.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const random = createRandom(11);
const trades = Float64Array.from({ length: 60 }, () => 0.01 + 0.05 * random.normal());
const returns = Float64Array.from({ length: 300 }, () => 0.0005 + 0.01 * random.normal());
const bars = syntheticMarket({ kind: "volatile", bars: 300, seed: 5 });
const moves = (values: Float64Array): number[] =>
  [...values].slice(1).map((value, row) => Math.log(value / (values[row] ?? NaN)));

describe("paths of trades", () => {
  it("in another order end where they ended, and only the drawdown varies", () => {
    const fan = shuffleTrades(trades, { draws: 200 });
    const total = trades.reduce((product, trade) => product * (1 + trade), 1) - 1;
    for (const end of fan.totals) expect(end).toBeCloseTo(total, 9);
    expect(fan.drawdowns[0]).toBeLessThan(fan.drawdowns.at(-1) ?? 0);
  });

  it("drawn anew ruin an account as often as the exact chance says", () => {
    // One trade that doubles or takes half: after 1 trade, half of the paths are at the line of ruin.
    const fan = bootstrapTrades(Float64Array.of(1, -0.5), { draws: 4000, ruin: 0.5 });
    // After two: up-up, up-down, down-...: the share that was ever at half or below is a half.
    expect(Math.abs(fan.ruinShare - 0.5)).toBeLessThan(0.03);
    // Below the capital at the end only by two losses.
    expect(Math.abs(fan.lossShare - 0.25)).toBeLessThan(0.03);
  });

  it("with some missed keep their share of the growth", () => {
    const fan = dropTrades(new Float64Array(100).fill(0.01), 0.1, { draws: 500 });
    const middle = fan.totals[250] ?? NaN;
    expect(middle).toBeCloseTo(1.01 ** 90 - 1, 1);
    expect(fan.question).toContain("10 %");
  });

  it("are the same of the same seed, and refuse what has no trades", () => {
    expect(bootstrapTrades(trades, { seed: 4, draws: 50 })).toEqual(
      bootstrapTrades(trades, { seed: 4, draws: 50 }),
    );
    expect(bootstrapTrades(trades, { seed: 5, draws: 50 }).totals).not.toEqual(
      bootstrapTrades(trades, { seed: 4, draws: 50 }).totals,
    );
    expect(() => shuffleTrades(new Float64Array(0))).toThrow("no trades to draw from");
  });
});

describe("paths of returns", () => {
  it("have bands in order at every step, from a capital of 1 on", () => {
    const { bands, block } = bootstrapReturns(returns, { draws: 300 });
    expect(block).toBeGreaterThanOrEqual(1);
    for (let step = 0; step <= returns.length; step++)
      for (let place = 1; place < bands.length; place++)
        expect(bands[place]?.[step]).toBeGreaterThanOrEqual(bands[place - 1]?.[step] ?? NaN);
    expect(bands.map((band) => band[0])).toEqual([1, 1, 1, 1, 1]);
  });

  it("begun later are parts of the record", () => {
    const fan = jitterStart(returns, 50, { draws: 100 });
    const ends = Array.from(
      { length: 51 },
      (_, start) =>
        returns.slice(start, start + 250).reduce((product, value) => product * (1 + value), 1) - 1,
    );
    for (const total of fan.totals) expect(ends.some((end) => Math.abs(end - total) < 1e-12)).toBe(true);
  });
});

describe("markets that might have been", () => {
  it("permuted bars keep every move, begin and end where they did, and are bars", () => {
    const other = permuteBars(bars, 3);
    expect(() => checkBars(other)).not.toThrow();
    expect(other.close.at(-1)).toBeCloseTo(bars.close.at(-1) ?? NaN, 6);
    const bodies = (of: typeof bars): number[] =>
      [...of.close]
        .slice(1)
        .map((close, row) => Math.log(close / (of.open[row + 1] ?? NaN)))
        .sort((a, b) => a - b);
    for (const [row, body] of bodies(other).entries()) expect(body).toBeCloseTo(bodies(bars)[row] ?? NaN, 9);
    expect(moves(other.close)).not.toEqual(moves(bars.close));
    expect(other.synthetic).toBe(true);
  });

  it("noisy bars are bars, as far off as asked", () => {
    const other = noisyBars(bars, 0.1, 3);
    expect(() => checkBars(other)).not.toThrow();
    const range =
      [...bars.high].reduce((sum, high, row) => sum + Math.log(high / (bars.low[row] ?? NaN)), 0) /
      bars.high.length;
    const off = [...other.close].map((close, row) => Math.log(close / (bars.close[row] ?? NaN)));
    const deviation = Math.sqrt(off.reduce((sum, value) => sum + value * value, 0) / off.length);
    expect(deviation / range).toBeGreaterThan(0.08);
    expect(deviation / range).toBeLessThan(0.12);
  });
});

describe("worse execution", () => {
  const { strategy } = strategies.find("ema-crossover");
  const plain = { bars, fees: percent({ pct: 0.1 }), slippage: fixedBps({ bps: 5 }) };

  it("one bar late enters one bar later", () => {
    const early = backtest(strategy, plain).trades;
    const late = backtest(delayed(strategy), plain).trades;
    expect(late.length).toBeGreaterThan(0);
    const entries = new Set(early.map(({ entryBar }) => entryBar + 1));
    expect(late.every(({ entryBar }) => entries.has(entryBar))).toBe(true);
  });

  it("twice as dear costs twice the share of what is traded", () => {
    const dear = { ...plain, fees: dearerFees(plain.fees), slippage: dearerSlippage(plain.slippage) };
    const [first] = backtest(strategy, plain).trades;
    const [second] = backtest(strategy, dear).trades;
    const rate = ({
      fees = NaN,
      quantity = NaN,
      entryPrice = NaN,
      exitPrice = NaN,
    }: { fees?: number; quantity?: number; entryPrice?: number; exitPrice?: number | null } = {}): number =>
      fees / (quantity * (entryPrice + (exitPrice ?? NaN)));
    expect(rate(second) / rate(first)).toBeCloseTo(2, 6);
  });
});
