import { expect, test } from "vitest";
import { addCounts, describeCounts, readCounts } from "#server/setup/vitest-counts.ts";

function reportOf(passed: number, failed: number, success = failed === 0): string {
  return JSON.stringify({
    success,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 1,
  });
}

test("counts are vitest's own", () => {
  expect(readCounts(reportOf(5, 2), false)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("a run that failed without a failed test counts as one failure", () => {
  expect(readCounts(reportOf(5, 0, false), true).failed).toBe(1);
  expect(readCounts(reportOf(5, 0), false).failed).toBe(1);
  expect(readCounts(undefined, true).failed).toBe(1);
});

test("the last line is plain and names skipped tests only when there are some", () => {
  const total = addCounts([
    { passed: 3, failed: 0, skipped: 0 },
    { passed: 4, failed: 1, skipped: 2 },
  ]);
  expect(describeCounts(total)).toBe("7 passed, 1 failed, 2 skipped");
  expect(describeCounts({ passed: 1, failed: 0, skipped: 0 })).toBe("1 passed, 0 failed");
});
