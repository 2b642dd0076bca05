import type { StopFlag } from "../stop-flag.ts";

/** Progress is told this often; shorter runs tell none. */
const TOLD_MS = 100;

/**
 * What a cell's backtest calls while it works: nothing else runs on its thread, so that Stop is seen in shared memory and progress is sent
 * from within.
 *
 * @returns A watch for the run. @throws EngineError "cancelled" from within it, once a Stop was asked for.
 */
export function watchRun(stop: StopFlag, progress: (share: number) => void): (share: number) => void {
  let toldAt = performance.now();
  return (share) => {
    stop.check();
    const now = performance.now();
    if (now - toldAt < TOLD_MS) return;
    toldAt = now;
    progress(share);
  };
}
