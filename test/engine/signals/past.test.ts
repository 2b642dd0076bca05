import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  correlation,
  crossover,
  defineSizer,
  defineStrategy,
  defineUniverseStrategy,
  ema,
  exit,
  fixedFraction,
  hold,
  rsi,
  sma,
  syntheticMarket,
  z,
  type Bars,
  type CorporateAction,
} from "#engine/index.ts";
import { pastsOf } from "#engine/signals/past.ts";

const whole = syntheticMarket({ kind: "volatile", bars: 120, seed: 4, symbol: "AAA" });
const other = syntheticMarket({ kind: "volatile", bars: 120, seed: 5, symbol: "BBB" });
const SPLITS = [
  { bar: 40, ratio: 4 },
  { bar: 90, ratio: 0.5 },
];
const corporateActions: readonly CorporateAction[] = SPLITS.map(({ bar, ratio }) => ({
  ...{ type: "split", symbol: "AAA", exTime: whole.openTime[bar] ?? NaN, ratio },
}));

/** Shares at a bar for each one at the first. */
const sharesAt = (bar: number): number =>
  SPLITS.reduce((product, split) => (bar >= split.bar ? product * split.ratio : product), 1);

const raw: Bars = {
  ...whole,
  ...Object.fromEntries(
    (["open", "high", "low", "close"] as const).map((name) => [
      name,
      whole[name].map((price, bar) => price / sharesAt(bar)),
    ]),
  ),
  volume: whole.volume.map((count, bar) => count * sharesAt(bar)),
};

describe("raw prices with splits", () => {
  it("give indicators their values of a market without splits, in the shares of each bar", () => {
    const specs = { mean: sma({ lengthBars: 20 }), strength: rsi(), volume: sma({ source: "volume" }) };
    const [split] = pastsOf(specs, [raw], corporateActions);
    const [plain] = pastsOf(specs, [whole], []);
    const values = (past: typeof split, name: string): Float64Array =>
      past?.columns[name]?.["value"] ?? new Float64Array(0);
    const expectEach = (name: string, factor: (bar: number) => number): void => {
      const wanted = values(plain, name);
      for (const [bar, value] of values(split, name).entries())
        expect(value / ((wanted[bar] ?? NaN) * factor(bar)) - 1 || 0).toBeCloseTo(0, 12);
    };
    expectEach("mean", (bar) => 1 / sharesAt(bar));
    expectEach("strength", () => 1);
    expectEach("volume", sharesAt);
  });

  it("show a strategy its past in today's shares, and today's price as it was printed", () => {
    const seen: number[][] = [];
    const watching = defineStrategy({
      ...{ name: "watching", version: "1.0.0", indicators: () => ({ mean: sma({ lengthBars: 5 }) }) },
      signal: ({ close, volume, mean, bar }) => {
        if (bar === 40) seen.push([close.now, close.ago(1), mean.ago(1), volume.ago(1), ...close.window(3)]);
        return hold();
      },
    });
    backtest(watching, { bars: raw, corporateActions });
    const [now = [], plain = []] = [seen[0], whole.close];
    const was = (bar: number): number => (plain[bar] ?? NaN) / 4;
    const mean = [35, 36, 37, 38, 39].reduce((sum, bar) => sum + was(bar), 0) / 5;
    const volume = (whole.volume[39] ?? NaN) * 4;
    const wanted = [was(40), was(39), mean, volume, was(38), was(39), was(40)];
    for (const [at, value] of wanted.entries()) expect(now[at]).toBeCloseTo(value, 9);
    expect(now[0]).toBe(raw.close[40]);
  });

  it("show sizers a past that did not fall with the split", () => {
    const seen: number[] = [];
    const sizer = defineSizer({
      ...{ kind: "watching", title: "watching", description: "watching", params: z.object({}) },
      size: ({ history }) => {
        seen.push(history.volatility(20));
        return 1;
      },
    });
    const strategy = defineStrategy({
      name: "late",
      version: "1.0.0",
      signal: ({ bar }) => (bar === 45 ? buy() : hold()),
    });
    const { trades } = backtest(strategy, { bars: raw, corporateActions, sizing: sizer() });
    backtest(strategy, { bars: whole, sizing: sizer() });
    expect(seen[0]).toBeCloseTo(seen[1] ?? NaN, 12);
    expect(trades[0]?.volatility).toBeCloseTo(seen[1] ?? NaN, 12);
  });

  it("compare symbols without a jump", () => {
    const specs = { together: correlation({ benchmark: "AAA", lengthBars: 20 }) };
    const [, split] = pastsOf(specs, [raw, other], corporateActions);
    const [, plain] = pastsOf(specs, [whole, other], []);
    const wanted = plain?.columns["together"]?.["value"] ?? [];
    for (const [bar, value] of (split?.columns["together"]?.["value"] ?? []).entries())
      expect(value - (wanted[bar] ?? NaN) || 0).toBeCloseTo(0, 9);
  });

  it("are walked to the same bits by columns, bar by bar and event by event, with the trades of a market without splits", () => {
    const strategy = defineStrategy({
      ...{ name: "cross", version: "1.0.0", signal: crossover("fast", "slow") },
      indicators: () => ({ fast: ema({ lengthBars: 3 }), slow: ema({ lengthBars: 8 }) }),
    });
    const sizing = fixedFraction({ fraction: 0.4 });
    const runs = (["vectorized", "hybrid", "event-driven"] as const).map((mode) =>
      backtest(strategy, { bars: [raw, other], corporateActions, sizing, mode }),
    );
    expect(new Set(runs.map(({ resultHash }) => resultHash)).size).toBe(1);
    const entries = (trades: (typeof runs)[number]["trades"]) =>
      trades.map(({ symbol, entryBar, exitBar }) => [symbol, entryBar, exitBar]);
    expect(entries(runs[0]?.trades ?? [])).toEqual(
      entries(backtest(strategy, { bars: [whole, other], sizing }).trades),
    );
  });

  it("are ranked in a universe by returns that know of the split", () => {
    const moves: number[] = [];
    const ranked = defineUniverseStrategy({
      ...{ name: "ranked", version: "1.0.0" },
      decide: ({ members }) => {
        const [first] = members;
        if (first && first.bar === 41) moves.push(first.close.now / first.close.ago(5));
        return first?.bar === 41 ? { AAA: buy(), BBB: exit() } : {};
      },
    });
    backtest(ranked, { bars: [raw, other], corporateActions });
    expect(moves[0]).toBeCloseTo((whole.close[41] ?? NaN) / (whole.close[36] ?? NaN), 12);
  });
});
