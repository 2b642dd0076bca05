import { describe, expect, it } from "vitest";
import {
  backtest,
  breakout,
  crossover,
  defineStrategy,
  ema,
  maxPosition,
  stopLoss,
  strategyBuilder,
} from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = flatBars([10, 11, 12, 11, 10, 12, 13]);
const declared = defineStrategy({
  ...{ name: "declared", version: "1.0.0", signal: crossover("fast", "slow") },
  indicators: () => ({ fast: ema({ lengthBars: 2 }), slow: ema({ lengthBars: 3 }) }),
});
const broken = defineStrategy({ name: "broken", version: "1.0.0", signal: breakout(2) });
const built = strategyBuilder("built")
  .entryCondition("up", ({ close }) => close.now > close.ago(1))
  .build();
const later = {
  ...barsOf([[1, 1, 1, 1]], "LATER"),
  openTime: Float64Array.of(7e11),
  closeTime: Float64Array.of(8e11),
};

describe("mode auto", () => {
  it("is vectorized for declarative signals and rules that rest nothing", () => {
    expect(backtest(declared, { bars }).mode).toBe("vectorized");
    expect(backtest(declared, { bars, risk: [maxPosition({ pct: 10 })] }).mode).toBe("vectorized");
  });

  it("is hybrid where a rule rests orders inside bars, or the signal is a function", () => {
    expect(backtest(declared, { bars, risk: [stopLoss({ pct: 1 })] }).mode).toBe("hybrid");
    expect(backtest(emaCross, { bars }).mode).toBe("hybrid");
  });

  it("is event-driven where symbols have different sessions", () => {
    expect(backtest(declared, { bars: [bars, later] }).mode).toBe("event-driven");
  });
});

describe("a mode that is not exact for a run", () => {
  it.each([
    [
      "vectorized",
      emaCross,
      {},
      /invalid mode: vectorized; its signal is a function, which is asked bar by bar; only .* use "auto"/,
    ],
    ["vectorized", built, {}, /its conditions, of a spec or the builder, are asked bar by bar/],
    ["vectorized", broken, {}, /its signal breakout is asked bar by bar/],
    ["vectorized", declared, { risk: [stopLoss({ pct: 1 })] }, /stop-loss acts inside bars: use "auto"/],
    [
      "hybrid",
      declared,
      { bars: [bars, later] },
      /invalid mode: hybrid; the symbols have different sessions/,
    ],
  ] as const)("%s is refused with the reason", (mode, strategy, options, message) => {
    expect(() => backtest(strategy as typeof declared, { bars, ...options, mode })).toThrow(message);
  });
});
