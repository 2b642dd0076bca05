import { describe, expect, it } from "vitest";
import { buy, exit, fixedQuantity, hold, sell, type Signal } from "#engine/index.ts";
import { targetOf } from "#engine/risk/target.ts";
import { portfolioOf, positionOf } from "#test/arbitraries/requests.ts";

const stages = { sizing: fixedQuantity({ units: 10 }), risk: [], shorts: false };

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
});
