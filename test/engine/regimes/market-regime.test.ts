import { describe, expect, it } from "vitest";
import { marketRegime } from "#engine/regimes/market-regime.ts";
import { historyOf } from "#test/arbitraries/requests.ts";

const path = (bars: number, step: number): number[] =>
  Array.from({ length: bars }, (_, bar) => 100 * (1 + step) ** bar);

describe("marketRegime", () => {
  it("is unknown before there are as many bars as the trend needs", () => {
    expect(marketRegime(historyOf(path(199, 0.001))).name).toBe("unknown");
  });

  it("is bull above the average, bear below it, neutral around it", () => {
    expect(marketRegime(historyOf(path(250, 0.001))).name).toBe("bull");
    expect(marketRegime(historyOf(path(250, -0.0005))).name).toBe("bear");
    expect(marketRegime(historyOf(path(250, 0)))).toEqual({ name: "neutral", confidence: 1 });
  });

  it("is a crisis where a deep fall comes with unusual volatility", () => {
    const fall = [...path(230, 0.0005), ...[105, 100, 92, 97, 88, 93, 84, 89, 80, 85, 76, 81, 72, 77, 70]];
    expect(marketRegime(historyOf(fall)).name).toBe("crisis");
  });

  it("does not change with what comes later", () => {
    const closes = [...path(230, 0.0005), ...[105, 90, 80, 85, 76, 81, 72, 77, 70]];
    const now = marketRegime(historyOf(closes.slice(0, 232)));
    expect(marketRegime(historyOf(closes.slice(0, 232)))).toEqual(now);
  });
});
