import { z } from "zod";

/** How many tests ended which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const report = z.object({
  success: z.boolean(),
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
});

/**
 * Reads the counts of vitest's JSON report. A run that failed without a failed test (a file that does not load,
 * an error outside tests, no report at all) counts as one failure, never as none.
 *
 * @param text The report; undefined when there is none.
 * @param ok Whether vitest itself ended well.
 */
export function readCounts(text: string | undefined, ok: boolean): Counts {
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const found = report.parse(JSON.parse(text));
  const failed = found.numFailedTests === 0 && !(found.success && ok) ? 1 : found.numFailedTests;
  return { passed: found.numPassedTests, failed, skipped: found.numPendingTests + found.numTodoTests };
}

/** Adds counts up. */
export function addCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The last line of a test run: "12 passed, 0 failed", and the skipped ones when there were any. */
export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
