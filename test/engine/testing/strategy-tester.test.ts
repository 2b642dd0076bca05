import { describe, expect, it } from "vitest";
import {
  buy,
  defineIndicator,
  defineStrategy,
  exit,
  strategies,
  strategyTester,
  syntheticMarket,
  type Signal,
} from "#engine/index.ts";

const always = (name: string, signal: (bar: number) => Signal) =>
  defineStrategy({ name, version: "1.0.0", signal: ({ bar }) => signal(bar) });
const toggling = always("toggling", (bar) => (bar % 4 < 2 ? buy() : exit()));

const peek = defineIndicator({
  kind: "peek",
  outputs: ["value"],
  input: "column",
  compute: (values) => values.map((_, bar) => values[bar + 1] ?? NaN),
});
const leaky = defineStrategy({
  name: "leaky",
  version: "1.0.0",
  indicators: () => ({ next: peek() }),
  signal: ({ next, close }) => (next.now > close.now ? buy() : exit()),
});

describe("strategyTester", () => {
  it("passes a clean strategy on eight markets in all four checks", () => {
    const report = strategyTester(toggling, { bars: 120, maxDrawdown: 0.95 }).all();
    expect(report.results.filter(({ passed }) => !passed)).toEqual([]);
    expect([report.passed, report.results.length]).toEqual([true, 32]);
  });

  it.each(["ema-crossover", "bollinger-reversion", "donchian-breakout"])("passes the built-in %s", (kind) => {
    expect(strategyTester(strategies.find(kind).strategy, { bars: 200 }).all()).toMatchObject({
      passed: true,
    });
  });

  it("counts 0 violations of time for a clean strategy, and names the bar of a leak", () => {
    expect(strategyTester(toggling, { bars: 50 }).temporalConstraints()[0]?.detail).toMatch(
      /^0 violations in \d+ cuts$/,
    );
    const [first] = strategyTester(leaky, { bars: 50 }).temporalConstraints();
    expect([first?.passed, first?.detail]).toEqual([
      false,
      "indicator next of SYN at bar 0 depends on later bars",
    ]);
  });

  it("finds state that outlives a run", () => {
    let calls = 0;
    const drifting = always("drifting", () => (calls++ % 7 === 0 ? buy() : exit()));
    expect(
      strategyTester(drifting, { bars: 60 })
        .determinism()
        .some(({ passed }) => !passed),
    ).toBe(true);
  });

  it("fails a strategy that throws or loses too much, without throwing itself", () => {
    const throwing = always("throwing", (bar) => {
      if (bar === 30) throw new Error("boom");
      return buy();
    });
    expect(strategyTester(throwing, { bars: 60 }).edgeCases()[0]).toMatchObject({
      passed: false,
      detail: "threw Error: boom",
    });
    const holding = strategyTester(
      always("holding", () => buy()),
      { bars: 200, maxDrawdown: 0.3 },
    );
    expect(holding.edgeCases().find(({ market }) => market === "crash")).toMatchObject({ passed: false });
  });

  it("sees that a cap on participation binds in thin markets", () => {
    const [thin] = strategyTester(toggling, {
      markets: { thin: syntheticMarket({ kind: "illiquid", bars: 100 }) },
      participation: 0.05,
    }).volumeConstraint();
    expect(thin).toMatchObject({
      market: "thin",
      passed: true,
      detail: expect.stringMatching(/^\d{2,} fills within 5% of volume$/) as string,
    });
  });
});
