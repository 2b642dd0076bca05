import { describe, expect, it } from "vitest";
import {
  above,
  audit,
  backtest,
  buy,
  defineStrategy,
  ema,
  exit,
  fixedFraction,
  hold,
  overbought,
  oversold,
  parseStrategySpec,
  rsi,
  stopLoss,
  strategyBuilder,
  strategyFromSpec,
  syntheticMarket,
} from "#engine/index.ts";

const bars = syntheticMarket({ kind: "volatile", bars: 400, seed: 5 });

/** Buys an RSI below 45 above a long average, sells one above 60; half of equity, a stop at 10 %. */
const written = defineStrategy({
  name: "dip",
  version: "1.0.0",
  indicators: () => ({ strength: rsi({ lengthBars: 5 }), trend: ema({ lengthBars: 30 }) }),
  signal: ({ strength, trend, close }) => {
    if (strength.now > 60) return exit({ reason: "high" });
    return strength.now < 45 && close.now > trend.now ? buy({ reason: "low, up" }) : hold();
  },
  sizing: fixedFraction({ fraction: 0.5 }),
  risk: [stopLoss({ pct: 10 })],
});

const drafted = strategyBuilder("dip")
  .addIndicator("strength", rsi({ lengthBars: 5 }))
  .addIndicator("trend", ema({ lengthBars: 30 }))
  .positionSizer(fixedFraction({ fraction: 0.5 }))
  .riskRules(stopLoss({ pct: 10 }));

const built = drafted
  .entryCondition("low", oversold({ indicator: "strength", threshold: 45 }))
  .entryCondition("up", above({ series: "close", than: "trend" }))
  .exitCondition("high", overbought({ indicator: "strength", threshold: 60 }))
  .build();

const builtOfFunctions = drafted
  .entryCondition("low", ({ strength }) => strength.now < 45)
  .entryCondition("up", ({ close, trend }) => close.now > trend.now)
  .exitCondition("high", ({ strength }) => strength.now > 60)
  .build();

/** The same as {@link built} as plain data; its conditions are called by their kinds. */
const spec = {
  meta: { strategy: "dip", version: "1.0.0" },
  components: {
    indicators: {
      strength: { type: "rsi", params: { lengthBars: 5 } },
      trend: { type: "ema", params: { lengthBars: 30 } },
    },
    signals: {
      entry_long: {
        conditions: [
          { oversold: { indicator: "strength", threshold: 45 } },
          { above: { series: "close", than: "trend" } },
        ],
      },
      exit_long: { logic: "any", conditions: [{ overbought: { indicator: "strength", threshold: 60 } }] },
    },
    sizing: { type: "fixed_fraction", params: { fraction: 0.5 } },
    risk: { rules: [{ type: "stop_loss", params: { pct: 0.1 } }] },
  },
};

describe("the three ways to write a strategy", () => {
  it("make the same: definition, builder of conditions and builder of functions end in one result hash", () => {
    const hashes = [written, built, builtOfFunctions].map(
      (strategy) => backtest(strategy, { bars }).resultHash,
    );
    expect(new Set(hashes).size).toBe(1);
    expect(backtest(built, { bars }).trades.length).toBeGreaterThan(5);
  });

  it("make the same: a spec and a builder of the same conditions end in one result and one manifest", () => {
    const named = drafted
      .entryCondition("oversold", oversold({ indicator: "strength", threshold: 45 }))
      .entryCondition("above", above({ series: "close", than: "trend" }))
      .exitCondition("overbought", overbought({ indicator: "strength", threshold: 60 }))
      .build();
    const declared = strategyFromSpec(parseStrategySpec(spec));
    const [a, b] = [backtest(named, { bars }), backtest(declared, { bars })];
    expect([b.resultHash, b.manifest.hash]).toEqual([a.resultHash, a.manifest.hash]);
  });
});

describe("strategyBuilder", () => {
  it("is causal", () => {
    expect(audit(builtOfFunctions, { bars }).verdict).toBe("causal");
  });

  it("leaves every step as it was, so that two strategies may share a beginning", () => {
    const one = drafted.version("1.1.0").entryCondition("low", oversold({ indicator: "strength" }));
    expect([one.build().version, drafted.entryCondition("x", () => true).build().version]).toEqual([
      "1.1.0",
      "1.0.0",
    ]);
  });

  it("says in its code what it is made of: another length, another hash", () => {
    const length = (lengthBars: number) =>
      strategyBuilder("a")
        .addIndicator("r", rsi({ lengthBars }))
        .entryCondition("low", oversold({ indicator: "r" }))
        .build()
        .code();
    expect(length(5)).not.toBe(length(6));
    expect(built.code()).not.toBe(builtOfFunctions.code());
    expect(builtOfFunctions.code()).toContain("strength.now < 45");
  });

  it("weighs conditions, goes short, filters regimes and names its timeframes", () => {
    const strategy = strategyBuilder("all")
      .description("everything")
      .primaryTimeframe("1d")
      .addTimeframe("1w")
      .addIndicator("r", rsi({ lengthBars: 5 }))
      .entryCondition("low", ({ r }) => r.now < 30, 2)
      .entryCondition("lower", ({ r }) => r.now < 20)
      .entryLogic("weighted", 0.6)
      .exitCondition("mid", ({ r }) => r.now > 50)
      .shortEntryCondition("high", ({ r }) => r.now > 75, 3)
      .shortExitCondition("mid", ({ r }) => r.now < 50)
      .regimeFilter({ blocked: ["crisis"] })
      .warmupBars(20)
      .build();
    const result = backtest(strategy, { bars });
    expect(strategy.timeframes).toEqual(["1d", "1w"]);
    expect(new Set(result.trades.map(({ side }) => side))).toEqual(new Set(["long", "short"]));
    expect(result.trades.every(({ entryBar }) => entryBar > 20)).toBe(true);
  });

  it("refuses no entry, and one name twice", () => {
    expect(() => strategyBuilder("a").build()).toThrow(/no entry; add an entryCondition/);
    expect(() => drafted.addIndicator("trend", rsi())).toThrow(/indicator given twice: trend/);
    expect(() => drafted.entryCondition("a", () => true).entryCondition("a", () => true)).toThrow(
      /condition given twice: a/,
    );
    expect(() =>
      strategyBuilder("a")
        .version("one")
        .entryCondition("a", () => true)
        .build(),
    ).toThrow(/invalid version/);
  });
});
