import { describe, expect, it } from "vitest";
import { fixedFraction } from "#engine/sizing/fixed-fraction.ts";
import { wholeLots } from "#engine/sizing/sizer.ts";
import { buy } from "#engine/signals/signal.ts";
import { sizeRequest } from "#test/arbitraries/requests.ts";

const request = sizeRequest({ price: 50 });

describe("fixedFraction", () => {
  it("is a share of equity less the buffer, over the close", () => {
    expect(fixedFraction({ fraction: 0.5 }).size(request)).toBe((0.5 * 10_000 * 0.9975) / 50);
    expect(fixedFraction({ fraction: 1, bufferBps: 0 }).size(request)).toBe(200);
  });

  it("shrinks with the signal's strength", () => {
    const half = { ...request, signal: buy({ strength: 0.5 }) };
    expect(fixedFraction({ bufferBps: 0 }).size(half)).toBe(100);
  });

  it.each([
    [{ fraction: 0 }, /invalid fraction: 0; use more than 0/],
    [{ bufferBps: -1 }, /invalid bufferBps: -1; use 0 or more/],
  ])("refuses %j", (params, message) => {
    expect(() => fixedFraction(params)).toThrow(message);
  });
});

describe("wholeLots", () => {
  it("cuts to whole lots, with a hair of tolerance, and never below 0", () => {
    expect([3.99, 4, 0.5, -3, NaN, Infinity].map((quantity) => wholeLots(quantity, 1))).toEqual([
      3, 4, 0, 0, 0, 0,
    ]);
    expect(wholeLots(0.3, 0.1)).toBeCloseTo(0.3, 12);
  });
});
