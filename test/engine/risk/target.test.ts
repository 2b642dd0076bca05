import { describe, expect, it } from "vitest";
import {
  buy,
  defineRule,
  exit,
  fixedFraction,
  fixedQuantity,
  hold,
  maxPosition,
  sell,
  z,
  type RiskRule,
  type Signal,
} from "#engine/index.ts";
import { targetOf } from "#engine/risk/target.ts";
import { portfolioOf, positionOf } from "#test/arbitraries/requests.ts";

const stages = { sizing: fixedQuantity({ units: 10 }), risk: [], shorts: false };

const never = defineRule({
  ...{ kind: "never", title: "Never", description: "Blocks all", params: z.object({}) },
  review: () => ({ action: "block", quantity: 0, reason: "no" }),
});

function wanted(signal: Signal, held: number, shorts = false): number | undefined {
  return targetOf(signal, positionOf({ quantity: held }), portfolioOf(), { ...stages, shorts }, 0)?.quantity;
}

describe("targetOf", () => {
  it("asks for nothing on a hold, whatever is held", () => {
    expect([wanted(hold(), 0), wanted(hold(), 5), wanted(hold(), -5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("sells what is held where shorts are not allowed, and turns where they are", () => {
    expect([wanted(sell(), 5), wanted(sell(), 5, true)]).toEqual([0, -10]);
  });

  it("refuses to sell what is not owned, with the remedy", () => {
    expect(() => wanted(sell(), 0)).toThrow(
      "invalid sell: no P to sell; use exit(), or allow shorts with execution: { shorts: true }",
    );
  });

  it("closes with an exit what is open, and asks for nothing where nothing is", () => {
    expect([wanted(exit(), 5), wanted(exit(), -5), wanted(exit(), 0)]).toEqual([0, 0, undefined]);
  });

  it("does not add to what is held in its direction", () => {
    expect([wanted(buy(), 5), wanted(sell(), -5, true), wanted(buy(), 0)]).toEqual([
      undefined,
      undefined,
      10,
    ]);
  });

  describe("a signal that rebalances", () => {
    const again = (held: number, risk: readonly RiskRule[] = [], bandPct = 0) => {
      const signal = held < 0 ? sell({ rebalance: { bandPct } }) : buy({ rebalance: { bandPct } });
      const position = positionOf({ quantity: held });
      const found = targetOf(signal, position, portfolioOf(), { ...stages, risk, shorts: true }, 0);
      return found?.quantity;
    };

    it("asks for its size, from above and from below, long and short", () => {
      expect([again(5), again(15), again(10), again(-5), again(-15), again(-10)]).toEqual([
        ...[10, 10, undefined],
        ...[-10, -10, undefined],
      ]);
    });

    it("leaves alone what is within its band, either way", () => {
      expect([8, 9, 11, 12].map((held) => again(held, [], 20))).toEqual(Array(4).fill(undefined));
      expect([7, 13].map((held) => again(held, [], 20))).toEqual([10, 10]);
    });

    it("puts what it adds before the rules, which never take off what is held", () => {
      const seven = maxPosition({ pct: 7 });
      expect([again(5, [never()]), again(5, [seven]), again(8, [seven])]).toEqual([undefined, 7, undefined]);
    });

    it("asks no rule about what it takes off", () => {
      expect(again(15, [never()])).toBe(10);
    });

    it("closes what sizing gives nothing for", () => {
      const nothing = { ...stages, sizing: fixedFraction({ fraction: 1 }) };
      const signal = buy({ strength: 0, rebalance: true });
      expect(targetOf(signal, positionOf({ quantity: 5 }), portfolioOf(), nothing, 0)?.quantity).toBe(0);
    });

    it("is refused where it is no band", () => {
      const remedy = "; use true, or an object with a band of 0 to 1000 % of the size";
      expect(() => buy({ rebalance: "monthly" as never })).toThrow(`invalid rebalance: monthly${remedy}`);
      expect(() => buy({ rebalance: { bandPct: -1 } })).toThrow(
        "invalid rebalance.bandPct: -1; use 0 or more",
      );
    });
  });
});
