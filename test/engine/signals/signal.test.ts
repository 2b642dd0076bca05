import { describe, expect, it } from "vitest";
import { buy, checkSignal, exit, hold, sell } from "#engine/signals/signal.ts";

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
