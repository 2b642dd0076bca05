import { describe, expect, it } from "vitest";
import { accumulatedFlow } from "#engine/series/accumulated-flow.ts";

describe("accumulatedFlow", () => {
  it("adds all volume at the high, takes all at the low, and leaves out bars without range or price", () => {
    const high = Float64Array.of(12, 12, 10, NaN, 12);
    const low = Float64Array.of(10, 10, 10, 9, 10);
    const close = Float64Array.of(12, 10, 10, 10, 11.5);
    const volume = Float64Array.of(5, 2, 9, 9, 4);
    expect([...accumulatedFlow(high, low, close, volume)]).toEqual([5, 3, 3, NaN, 5]);
  });
});
