import { expect } from "vitest";

/** Asserts that two numbers agree to a relative difference (absolute below 1), NaN with NaN. */
export function expectClose(
  actual: number | null | undefined,
  expected: number,
  tolerance: number,
  what = "",
): void {
  const distance = Math.abs((actual ?? NaN) - expected) / Math.max(1, Math.abs(expected));
  expect(distance <= tolerance, `${what}: ${actual} is not ${expected} within ${tolerance}`).toBe(true);
}
