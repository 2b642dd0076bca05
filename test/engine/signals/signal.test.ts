import { describe, expect, it } from "vitest";
import { buy, checkSignal, exit, hold, sell } from "#engine/signals/signal.ts";
import { backtest, defineStrategy } from "#engine/index.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

describe("a signal", () => {
  it("is full strength and confidence unless said otherwise", () => {
    expect([buy(), sell(), exit(), hold()].map(({ action, strength }) => [action, strength])).toEqual([
      ["buy", 1],
      ["sell", 1],
      ["exit", 1],
      ["hold", 1],
    ]);
    expect(buy({ strength: 0.5, reason: "dip" })).toEqual({
      action: "buy",
      strength: 0.5,
      confidence: 1,
      reason: "dip",
    });
  });

  it.each([
    [{ strength: 1.01 }, /invalid strength: 1.01; use 0 to 1/],
    [{ strength: -0.1 }, /invalid strength: -0.1/],
    [{ confidence: NaN }, /invalid confidence: NaN/],
  ])("is an error, not a clamp, at %j", (details, message) => {
    expect(() => buy(details)).toThrow(message);
  });

  it.each([[undefined], [null], ["buy"], [{ action: "purchase" }], [true]])("is not %j", (value) => {
    expect(() => checkSignal(value)).toThrow(
      /invalid signal: .*return buy\(\), sell\(\), exit\(\) or hold\(\)/,
    );
  });
});

describe("what a signal says of itself", () => {
  it("is kept with the trade that it opened, in plain values only", () => {
    const strategy = defineStrategy({
      name: "telling",
      version: "1.0.0",
      signal: ({ bar, close }) =>
        bar === 1 ? buy({ metadata: { close: close.now, level: "low" } }) : hold(),
    });
    const { trades } = backtest(strategy, { bars: flatBars([10, 11, 12]) });
    expect(trades[0]?.metadata).toEqual({ close: 11, level: "low" });
    expect(() => buy({ metadata: { deep: {} as never } })).toThrow(/invalid/);
  });
});
