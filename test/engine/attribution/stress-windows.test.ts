import { describe, expect, it } from "vitest";
import { STRESS_WINDOWS, stressReturns } from "#engine/index.ts";

const day = 86_400_000;
/** A close at 20:00 UTC of every day of a span; equity by the day's number. */
function account(from: string, days: number, equityOf: (row: number) => number) {
  const start = Date.parse(from) + 20 * 3_600_000;
  return {
    time: Float64Array.from({ length: days }, (_, row) => start + row * day),
    equity: Float64Array.from({ length: days }, (_, row) => equityOf(row)),
  };
}

describe("the returns of stressed stretches", () => {
  it("count from the close before to the last close inside, with the deepest fall between them", () => {
    const path = [100, 100, 90, 80, 95, 200];
    const run = account("2010-05-03", 6, (row) => path[row] ?? NaN);
    const windows = [{ name: "two days", from: "2010-05-05", to: "2010-05-06" }];
    const [found] = stressReturns(run, windows);
    expect(found).toMatchObject({ name: "two days", from: "2010-05-05", to: "2010-05-06" });
    expect(found?.totalReturn).toBeCloseTo(-0.2, 12);
    expect(found?.maxDrawdown).toBeCloseTo(-0.2, 12);
  });

  it("are told of windows that the run covers whole, and of no other", () => {
    const run = account("2020-01-01", 500, (row) => 1000 + row);
    expect(stressReturns(run).map(({ name }) => name)).toEqual(["Covid"]);
    expect(stressReturns(account("2020-02-20", 60, () => 1))).toEqual([]);
    expect(stressReturns(account("2020-01-01", 60, () => 1))).toEqual([]);
  });

  it("are of windows in the order of time", () => {
    const starts = STRESS_WINDOWS.map(({ from }) => from);
    expect(starts).toEqual([...starts].sort());
    for (const { from, to } of STRESS_WINDOWS) expect(Date.parse(to)).toBeGreaterThan(Date.parse(from));
  });
});
