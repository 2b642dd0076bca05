import { describe, expect, it } from "vitest";
import {
  backtest,
  defineRule,
  maxPosition,
  noFees,
  noSlippage,
  stopLoss,
  takeProfit,
  z,
} from "#engine/index.ts";
import { reviewEntry } from "#engine/risk/review.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { riskRequest } from "#test/arbitraries/requests.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

const entry = (quantity: number) => riskRequest({ quantity });
const greedy = defineRule({
  ...{ kind: "greedy", title: "Greedy", description: "Asks for more", params: z.object({}) },
  review: ({ quantity }) => ({ action: "modify", quantity: quantity * 2, reason: "more" }),
});
const never = defineRule({
  ...{ kind: "never", title: "Never", description: "Blocks all", params: z.object({}) },
  review: () => ({ action: "block", quantity: 0, reason: "no" }),
});

describe("reviewEntry", () => {
  it("asks rules in order, each about what the one before left", () => {
    const { quantity, decisions } = reviewEntry(entry(90), [
      maxPosition({ pct: 50 }),
      maxPosition({ pct: 20 }),
    ]);
    expect(quantity).toBe(20);
    expect(decisions.map(({ before, after }) => [before, after])).toEqual([
      [90, 50],
      [50, 20],
    ]);
  });

  it("never lets a rule make an entry larger", () => {
    expect(reviewEntry(entry(90), [greedy()]).quantity).toBe(90);
  });

  it("stops at the rule that blocks, and keeps its reason", () => {
    const { quantity, decisions } = reviewEntry(entry(90), [never(), greedy()]);
    expect([quantity, decisions]).toEqual([
      0,
      [{ rule: "never", action: "block", before: 90, after: 0, reason: "no" }],
    ]);
  });

  it("rests the nearest of several stops and targets", () => {
    const rules = [stopLoss({ pct: 5 }), takeProfit({ pct: 10 }), stopLoss({ pct: 3 })];
    expect(reviewEntry(entry(1), rules).bracket).toEqual({ stopPct: 3, targetPct: 10 });
  });

  it("rests the nearer of two prices: of stops below a long the higher, of targets the lower; of a short the reverse", () => {
    const at = defineRule({
      ...{ kind: "at", title: "At", description: "Rests at prices" },
      params: z.object({ stopPrice: z.number(), targetPrice: z.number() }),
      review: ({ quantity }, bracket) => ({ action: "pass", quantity, reason: "", bracket }),
    });
    const near = { stopPrice: 96, targetPrice: 104 };
    const long = [at({ stopPrice: 90, targetPrice: 110 }), at(near)];
    expect(reviewEntry(entry(1), long).bracket).toEqual(near);
    expect(reviewEntry(entry(1), long.toReversed()).bracket).toEqual(near);
    const short = { stopPrice: 104, targetPrice: 96 };
    const sold = riskRequest({ quantity: 1, side: -1 });
    const rules = [at({ stopPrice: 110, targetPrice: 90 }), at(short)];
    expect(reviewEntry(sold, rules).bracket).toEqual(short);
  });

  it("blocks where not even one lot is within a cap", () => {
    expect(reviewEntry(entry(90), [maxPosition({ pct: 0.5 })]).decisions).toMatchObject([
      { action: "block", after: 0 },
    ]);
  });
});

describe("a rule that blocks", () => {
  it("keeps a turn's new side out, but not the exit from the old one", () => {
    let asked = 0;
    const onlyFirst = defineRule({
      ...{
        kind: "only-first",
        title: "Only first",
        description: "Blocks all but the first",
        params: z.object({}),
      },
      review: ({ quantity }) =>
        asked++ === 0
          ? { action: "pass", quantity, reason: "" }
          : { action: "block", quantity: 0, reason: "" },
    });
    const { trades } = backtest(scripted({ 0: "buy", 1: "sell" }), {
      ...{ bars: flatBars([100, 100, 100, 100]), fees: noFees(), slippage: noSlippage() },
      ...{ risk: [onlyFirst()], execution: { shorts: true } },
    });
    expect(trades).toMatchObject([{ side: "long", exitBar: 2 }]);
    expect(trades.length).toBe(1);
  });
});
