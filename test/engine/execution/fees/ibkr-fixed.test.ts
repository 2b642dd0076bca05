import { describe, expect, it } from "vitest";
import { ibkrFixed } from "#engine/execution/fees/ibkr-fixed.ts";
import { feeRequest } from "#test/arbitraries/requests.ts";

describe("ibkrFixed", () => {
  // Interactive Brokers' published examples, as in the fixtures quant/costs.json.
  it.each([
    [100, 25, 1],
    [1000, 25, 5],
    [1000, 0.25, 2.5],
    [10, 0.2, 0.02],
    [50, 400, 1],
  ])("charges %d shares at %d with %d", (quantity, price, usd) => {
    expect(ibkrFixed().charge(feeRequest({ quantity, price }))).toBeCloseTo(usd, 12);
  });
});
