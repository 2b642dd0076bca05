import type { SweepJob } from "./sweep-job.ts";
import type { TrialJob } from "./trial-job.ts";

/** A thread that can help. */
export interface Helper {
  /** Starts on a job; `ended` is called once, whatever becomes of it. */
  work(job: SweepJob | TrialJob, ended: () => void): void;
  /** Ends the thread, in the middle of a row if need be. */
  dismiss(): void;
}

/** Threads that help with long work. */
export interface Crew {
  /** Threads that it has besides the caller's. */
  readonly size: number;
  /** Hands a job to every thread; they start while the caller goes on. */
  work(job: SweepJob): CrewWork;
  /** Hands every thread trials of a study, each by a port of its own. */
  workOnTrials(jobOf: () => TrialJob): CrewWork;
}

/** A job that a crew is at. */
export interface CrewWork {
  /** Ends the threads that are still at it. */
  cancel(): void;
}

/** So long an idle thread is kept for the next job; starting one takes a tenth of a second, keeping it some megabytes. */
const KEEP_MS = 20_000;

/** Most threads, the caller's included: beyond this they wait for memory. */
const MAX_THREADS = 8;

/** How many threads help on a machine of so many cores; the caller's own is one of at least two. */
export const helpersFor = (cores: number): number => Math.min(MAX_THREADS, Math.max(2, cores)) - 1;

/** Gathers a crew; no thread is started before there is work for it. */
export function openCrew(size: number, hire: () => Helper): Crew {
  const idle: Helper[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dismissIdle = (): void => {
    for (const helper of idle.splice(0)) helper.dismiss();
  };
  const employ = (jobOf: () => SweepJob | TrialJob): CrewWork => {
    clearTimeout(timer);
    const busy = new Set<Helper>();
    for (let count = 0; count < size; count++) {
      const helper = idle.pop() ?? hire();
      busy.add(helper);
      helper.work(jobOf(), () => {
        if (!busy.delete(helper)) return;
        if (idle.length < size) idle.push(helper);
        else helper.dismiss();
        clearTimeout(timer);
        timer = setTimeout(dismissIdle, KEEP_MS);
      });
    }
    return {
      cancel() {
        for (const helper of busy) helper.dismiss();
        busy.clear();
      },
    };
  };
  return { size, work: (job) => employ(() => job), workOnTrials: employ };
}
