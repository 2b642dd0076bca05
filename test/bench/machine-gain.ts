import type { Page } from "playwright-core";

/** Rounds of plain arithmetic in registers: a third of a second, and no memory that two threads could wait for. */
const ROUNDS = 200_000_000;
const TRIES = 3;

/**
 * What a second thread of this browser brings on this machine at best: two do the same arithmetic at once, against one alone. Two cores give
 * 2, two halves of one core much less, and no pool can give more.
 */
export async function machineGain(page: Page): Promise<number> {
  return page.evaluate(
    async ({ rounds, tries }) => {
      const code = `onmessage = () => { let s = 1; for (let i = 0; i < ${rounds}; i++) s = (s * 31 + i) | 0; postMessage(s); };`;
      const script = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const workers = [new Worker(script), new Worker(script)];
      const work = (worker: Worker) =>
        new Promise((done) => {
          worker.onmessage = done;
          worker.postMessage(null);
        });
      const timeOf = async (team: readonly Worker[]) => {
        const began = performance.now();
        await Promise.all(team.map(work));
        return performance.now() - began;
      };
      // Started, and compiled for good.
      for (const worker of workers) await work(worker);
      let [alone, both] = [Infinity, Infinity];
      for (let round = 0; round < tries; round++) {
        alone = Math.min(alone, await timeOf(workers.slice(0, 1)));
        both = Math.min(both, await timeOf(workers));
      }
      for (const worker of workers) worker.terminate();
      URL.revokeObjectURL(script);
      return (2 * alone) / both;
    },
    { rounds: ROUNDS, tries: TRIES },
  );
}
