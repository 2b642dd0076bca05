import { describe, expect, it } from "vitest";
import { bootstrapReturns, bootstrapTrades, dropTrades, shuffleTrades } from "#engine/index.ts";

const trades = [{ pnl: 12 }, { pnl: -3 }] as never;
const money = Float64Array.of(120, -412.5, 33);
const remedy = "use returns on the whole account, 0.02 for 2 %, as tradeReturns(result) gives them";

describe("what a path is made of", () => {
  it.each([bootstrapTrades, shuffleTrades, dropTrades])(
    "is refused where it is trades, or money (%o)",
    (draw) => {
      expect(() => draw(trades)).toThrow(`invalid return: object at 0; ${remedy}`);
      expect(() => draw(money)).toThrow(`invalid return: 120 at 0; ${remedy}`);
      expect(() => draw(Float64Array.of(0.1, NaN))).toThrow(`invalid return: NaN at 1; ${remedy}`);
    },
  );

  it("may be all that is lost, and fifty times what there was", () => {
    expect(bootstrapTrades(Float64Array.of(-1, 50)).totals.every(Number.isFinite)).toBe(true);
  });

  it("is refused of closes as it is of trades", () => {
    const closes = new Float64Array(30);
    closes[7] = NaN;
    expect(() => bootstrapReturns(closes)).toThrow("invalid return: NaN at 7");
  });
});
