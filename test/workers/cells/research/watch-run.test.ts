import { expect, test, vi } from "vitest";
import { NO_STOP } from "#workers/cells/stop-flag.ts";
import { watchRun } from "#workers/cells/research/watch-run.ts";

test("progress of a run is told ten times a second at most, and not at all of a quick one", () => {
  const clock = vi.spyOn(performance, "now");
  try {
    let now = 0;
    clock.mockImplementation(() => now);
    const told: number[] = [];
    const watch = watchRun(NO_STOP, (share) => told.push(share));
    for (now = 0; now <= 350; now += 10) watch(now / 1000);
    expect(told).toEqual([0.1, 0.2, 0.3]);
  } finally {
    clock.mockRestore();
  }
});
