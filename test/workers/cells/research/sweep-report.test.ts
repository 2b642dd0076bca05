import { describe, expect, test } from "vitest";
import { sweepReport } from "#workers/cells/research/sweep-report.ts";

const report = sweepReport({
  sets: 3,
  mode: "runs",
  params: { fast: [2, 2, 5], slow: [10, 20, 20] },
  metrics: { sharpe: Float64Array.of(0.1, 0.9, NaN) },
});

describe("a sweep report", () => {
  test("gives the row of a set, the nearest one for a number between two", () => {
    expect(report.at({ fast: 2, slow: 20 })).toEqual({ fast: 2, slow: 20, sharpe: 0.9 });
    expect(report.at({ fast: 4.9, slow: 11 })).toEqual({ fast: 5, slow: 20, sharpe: NaN });
  });

  test("asks for every parameter by its name", () => {
    expect(() => report.at({ fast: 2 })).toThrow("give a value for each of fast, slow");
    expect(() => report.at({ fast: 2, slow: 10, quick: 1 })).toThrow("invalid set at quick");
  });

  test("puts sets without a value last", () => {
    expect(report.best("sharpe")).toEqual({ fast: 2, slow: 20 });
  });
});
