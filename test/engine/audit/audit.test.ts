import { describe, expect, it } from "vitest";
import {
  audit,
  buy,
  crossesAbove,
  crossesBelow,
  defineIndicator,
  defineStrategy,
  exit,
  hold,
  type Strategy,
} from "#engine/index.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

/** Strategies that look ahead, each by one of the ways people do it. */
const LEAKS: Readonly<Record<string, (close: Float64Array) => Float64Array>> = {
  "a one-bar peek, shift(-1)": (close) => close.map((_, bar) => close[bar + 1] ?? NaN),
  "a two-bar peek, shift(-2)": (close) => close.map((_, bar) => close[bar + 2] ?? NaN),
  "a peek that fills its last value, so that no NaN gives it away": (close) =>
    close.map((value, bar) => close[bar + 1] ?? value),
  "a z-score over the full sample": (close) => {
    const mean = close.reduce((sum, value) => sum + value, 0) / close.length;
    const deviation = Math.sqrt(close.reduce((sum, value) => sum + (value - mean) ** 2, 0) / close.length);
    return close.map((value) => (value - mean) / deviation);
  },
  "min-max scaling over the full sample": (close) => {
    const [low, high] = [Math.min(...close), Math.max(...close)];
    return close.map((value) => (value - low) / (high - low));
  },
  "a centred moving average": (close) =>
    close.map((value, bar) => ((close[bar - 1] ?? NaN) + value + (close[bar + 1] ?? NaN)) / 3),
  "the last value of the whole series": (close) => close.map(() => close.at(-1) ?? NaN),
  "a back-fill": (close) => {
    const filled = close.map((value, bar) => (bar % 5 === 4 ? value : NaN));
    for (let bar = filled.length - 2; bar >= 0; bar--)
      if (Number.isNaN(filled[bar])) filled[bar] = filled[bar + 1] ?? NaN;
    return filled;
  },
};

function strategyOn(compute: (close: Float64Array) => Float64Array): Strategy<Record<never, never>> {
  const leak = defineIndicator({ kind: "leak", outputs: ["value"], input: "column", compute });
  return defineStrategy({
    name: "leaky",
    version: "1.0.0",
    indicators: () => ({ leak: leak() }),
    signal: ({ leak, close }) =>
      crossesAbove(leak, close) ? buy() : crossesBelow(leak, close) ? exit() : hold(),
  });
}

describe.each([
  ["short", 120],
  ["long", 1500],
])("audit of a %s run", (_length, count) => {
  const bars = syntheticMarket({ kind: "volatile", bars: count, seed: 5 });

  it.each(Object.entries(LEAKS))("flags %s", (_title, compute) => {
    const verdict = audit(strategyOn(compute), { bars });
    expect(verdict.verdict).toBe("leaks");
    expect(verdict.firstLeak?.what).toBe("indicator leak of SYN");
    expect(verdict.firstLeak?.time).toBe(bars.closeTime[verdict.firstLeak?.bar ?? -1]);
  });

  it("passes a clean strategy, and says how many prefixes it compared", () => {
    const declaredBars = 20;
    expect(audit(emaCross, { bars })).toEqual({
      ...{ verdict: "causal", cuts: count <= 300 ? count : 64, perturbations: 12, deterministic: true },
      warmup: { declaredBars, suggestedBars: 32, historyBars: count / 2 },
    });
  });

  it("passes a clean indicator of a user's own", () => {
    const lagged = strategyOn((close) => close.map((_, bar) => close[bar - 1] ?? NaN));
    expect(audit(lagged, { bars }).verdict).toBe("causal");
  });

  it("names the bar from which a leak shows, where it begins late", () => {
    const late = strategyOn((close) =>
      close.map((value, bar) => (bar >= 90 ? (close[bar + 1] ?? NaN) : value)),
    );
    expect(audit(late, { bars }).firstLeak?.bar).toBe(90);
  });
});

describe("audit", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 100, seed: 5 });

  it("flags an indicator that throws where the data end early", () => {
    const throws = strategyOn((close) => {
      if (close.length < 100) throw new Error("where is the rest?");
      return close.slice();
    });
    expect(audit(throws, { bars }).firstLeak?.what).toContain("where is the rest?");
  });

  it("flags a signal function that keeps count of its calls across runs", () => {
    let calls = 0;
    const counting = defineStrategy({
      name: "counting",
      version: "1.0.0",
      signal: ({ position }) => (calls++ % 7 === 0 ? (position.side === "flat" ? buy() : exit()) : hold()),
    });
    const verdict = audit(counting, { bars });
    expect(verdict).toMatchObject({ verdict: "leaks", deterministic: false });
    expect(verdict.firstLeak?.what).toBe("signal of SYN differs between two runs on the same bars");
  });

  it("stops when told to", () => {
    expect(() => audit(emaCross, { bars, abort: { aborted: true } })).toThrow(/audit stopped/);
  });
});
