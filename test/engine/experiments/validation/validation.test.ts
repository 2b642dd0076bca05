import { describe, expect, it } from "vitest";
import { holdOutWarning, openHoldOut, sealHoldOut } from "#engine/experiments/validation/hold-out.ts";
import { pathDistribution } from "#engine/experiments/validation/path-distribution.ts";
import { combinatorialPaths, purgedSplits } from "#engine/experiments/validation/purged-folds.ts";
import { walkForwardWindows } from "#engine/experiments/validation/walk-forward.ts";
import { walkReport } from "#engine/experiments/validation/walk-report.ts";
import { parseSpace } from "#engine/experiments/search/space.ts";

const span = (from: number, to: number) => ({ from, to });

describe("walk forward", () => {
  it("moves as skfolio's WalkForward does", () => {
    const windows = walkForwardWindows(6, { train: 2, test: 1 });
    expect(windows.map(({ train }) => train)).toEqual([span(0, 2), span(1, 3), span(2, 4), span(3, 5)]);
    expect(windows.map(({ test }) => test)).toEqual([span(2, 3), span(3, 4), span(4, 5), span(5, 6)]);
  });

  it("tests every bar after the first train once, and never trains on what it tests", () => {
    for (const anchored of [true, false]) {
      const windows = walkForwardWindows(100, { train: 30, test: 10, purge: 3, anchored });
      expect(windows.flatMap(({ test }) => Array.from({ length: 10 }, (_, row) => test.from + row))).toEqual(
        Array.from({ length: 60 }, (_, row) => 33 + row),
      );
      for (const { train, test } of windows) {
        expect(test.from - train.to).toBe(3);
        expect(train.from).toBe(anchored ? 0 : train.to - 30);
      }
    }
  });

  it("says where no window fits", () => {
    expect(() => walkForwardWindows(10, { train: 9, test: 5 })).toThrow(
      "no window fits into 10 bars; use fewer than 14",
    );
  });

  it("is stitched, and its efficiency is growth out of sample over growth in sample", () => {
    const space = parseSpace({ parameters: { n: { kind: "int", min: 1, max: 10 } } });
    const windows = [
      {
        values: { n: 1 },
        inSample: new Float64Array(50).fill(0.002),
        outOfSample: new Float64Array(20).fill(0.001),
      },
      {
        values: { n: 10 },
        inSample: new Float64Array(50).fill(0.002),
        outOfSample: Float64Array.from({ length: 20 }, (_, row) => (row % 2 ? -0.02 : 0.01)),
      },
    ];
    const report = walkReport(windows, space, 252);
    expect(report.returns.length).toBe(40);
    expect(report.equity[19]).toBeCloseTo(1.001 ** 20, 12);
    expect(report.profitableShare).toBe(0.5);
    expect(report.drift).toBeCloseTo(0.9, 12);
    const growth = (report.equity[39] ?? NaN) ** (252 / 40) - 1;
    expect(report.efficiency).toBeCloseTo(growth / (1.002 ** 252 - 1), 9);
  });
});

describe("purged folds", () => {
  const trains = (purge: number, embargo: number) =>
    purgedSplits(12, { groups: 3, testGroups: 2, purge, embargo }).map(({ train }) => train);

  it("leave out what skfolio's CombinatorialPurgedCV leaves out", () => {
    expect(trains(0, 0)).toEqual([
      [8, 9, 10, 11],
      [4, 5, 6, 7],
      [0, 1, 2, 3],
    ]);
    expect(trains(1, 0)).toEqual([
      [9, 10, 11],
      [5, 6],
      [0, 1, 2],
    ]);
    expect(trains(0, 1)).toEqual([
      [9, 10, 11],
      [5, 6, 7],
      [0, 1, 2, 3],
    ]);
  });

  it.each([
    [6, 2, 15, 5],
    [10, 2, 45, 9],
    [10, 5, 252, 126],
  ])("%i groups of which %i are tested make %i splits and %i paths", (groups, testGroups, splits, paths) => {
    const found = purgedSplits(100, { groups, testGroups });
    const whole = combinatorialPaths(found, groups);
    expect([found.length, whole.length]).toEqual([splits, paths]);
    for (const path of whole)
      for (const [group, split] of path.entries()) expect(found[split]?.testGroups).toContain(group);
    // Every test of every split is on one path only.
    expect(new Set(whole.flatMap((path) => path.map((split, group) => `${split}/${group}`))).size).toBe(
      splits * testGroups,
    );
  });

  it("tell a distribution and not a mean", () => {
    expect(pathDistribution([-1, 1, 2, 3, NaN])).toMatchObject({
      paths: 4,
      median: 1.5,
      shareBelowZero: 0.25,
    });
  });
});

describe("a hold-out", () => {
  it("counts its openings, and says that the second is none", () => {
    const sealed = sealHoldOut([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], 0.2);
    expect(sealed.from).toBe(80);
    const look = { strategy: "cross", values: "{}", score: 1 };
    expect(holdOutWarning(openHoldOut(sealed, look))).toBeNull();
    expect(holdOutWarning(openHoldOut(openHoldOut(sealed, look), look))).toContain("opened 2 times");
    expect(sealed.openings).toEqual([]);
    expect(() => sealHoldOut([1, 2, 3], 1)).toThrow("invalid share: 1");
  });
});
