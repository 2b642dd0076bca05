import { afterEach, expect, test, vi } from "vitest";
import { Reopening } from "#workers/cells/reopening.ts";

afterEach(() => void vi.useRealTimers());

test("a sandbox that does not open is tried again without end: twice quietly, then a person is told, and one that opened begins anew", () => {
  vi.useFakeTimers();
  const reopening = new Reopening();
  let [opened, told] = [0, 0];
  const fail = (): void => {
    if (reopening.again(() => opened++)) told++;
    vi.advanceTimersByTime(10_000);
  };
  for (let n = 0; n < 20; n++) fail();
  expect([opened, told, reopening.limitMs]).toEqual([20, 18, 30_000]);
  reopening.succeeded();
  fail();
  expect([opened, told, reopening.limitMs]).toEqual([21, 18, 15_000]);
  reopening.again(() => opened++);
  reopening.end();
  vi.runAllTimers();
  expect(opened).toBe(21);
});
