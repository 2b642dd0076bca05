import type { Evaluate, TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { Crew, CrewWork } from "./crew.ts";
import type { TrialAnswer, TrialJob } from "./trial-job.ts";

/** Threads that run a study's trials beside this one. */
export interface TrialLanes {
  readonly evaluate: Evaluate;
  /** Trials that may be under way at once. */
  readonly width: number;
  /** Lets the other threads go; what is not done is not done. */
  close(reason?: Error): void;
}

/** What a lane needs of its study. */
export interface LanesOptions {
  readonly crew: Crew;
  /** What a helping thread is given besides its port. */
  readonly job: Omit<TrialJob, "port">;
  /** Runs a trial on this thread. */
  readonly here: (request: TrialRequest) => TrialOutcome;
  /** Lets messages in. @throws once the study is stopped. */
  readonly breathe: () => Promise<void>;
  /** Trials run here for so long before others are asked. */
  readonly aloneMs?: number;
}

/** Trials are run here for about this long before messages are let in. */
const SLICE_MS = 30;
/** A thread takes a tenth of a second to start. */
const ALONE_MS = 150;

interface Waiting {
  readonly request: TrialRequest;
  readonly promise: Promise<TrialOutcome>;
  readonly settle: (outcome: TrialOutcome) => void;
  readonly fail: (error: Error) => void;
  isSettled: boolean;
}

/**
 * Runs trials on this thread and, once a study turns out to be long, on others. Whoever runs a trial comes to the same bits: what another
 * thread took and does not give back is run here, so that nobody is waited for.
 */
export function openTrialLanes({ crew, job, here, breathe, aloneMs = ALONE_MS }: LanesOptions): TrialLanes {
  const queue: Waiting[] = [];
  const taken = new Set<Waiting>();
  const free: ((next: Waiting) => void)[] = [];
  const ports: MessagePort[] = [];
  const began = performance.now();
  let [walking, closed] = [false, false];
  let hired: CrewWork | undefined;
  let rested = began;

  const feed = (): void => {
    for (let lane = free.pop(); lane; lane = free.pop()) {
      const next = queue.shift();
      if (!next) return void free.push(lane);
      lane(next);
    }
  };
  const end = (one: Waiting, outcome: TrialOutcome): void => {
    taken.delete(one);
    if (one.isSettled) return;
    one.isSettled = true;
    one.settle(outcome);
  };
  const openLane = (port: MessagePort): void => {
    let at: Waiting | undefined;
    const take = (next: Waiting): void => {
      at = next;
      taken.add(next);
      port.postMessage(next.request);
    };
    port.onmessage = ({ data }: MessageEvent<TrialAnswer>) => {
      // A thread that cannot help is asked no more; its trial is run here.
      if (!at || !("outcome" in data)) return;
      end(at, data.outcome);
      free.push(take);
      feed();
    };
    free.push(take);
  };
  const hire = (): void => {
    hired = crew.workOnTrials(() => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      openLane(port1);
      return { ...job, port: port2 };
    });
    feed();
  };
  const walk = async (): Promise<void> => {
    try {
      for (let next = queue.shift() ?? first(taken); next && !closed; next = queue.shift() ?? first(taken)) {
        // Others' answers are let in before a trial of theirs is run again.
        if (taken.has(next) || performance.now() - rested > SLICE_MS) {
          await breathe();
          rested = performance.now();
        }
        if (!next.isSettled) end(next, here(next.request));
        if (!hired && crew.size > 0 && performance.now() - began > aloneMs) hire();
      }
    } finally {
      walking = false;
    }
  };
  const close = (reason?: Error): void => {
    closed = true;
    for (const port of ports.splice(0)) {
      port.postMessage(null);
      port.close();
    }
    for (const one of [...queue.splice(0), ...taken]) one.fail(reason ?? new Error("study has ended"));
    taken.clear();
    // Stopped: whatever they do is ended.
    if (reason) hired?.cancel();
  };
  return {
    width: crew.size + 1,
    evaluate(request) {
      const one = { request, isSettled: false, ...settlers() };
      queue.push(one);
      feed();
      if (!walking) {
        walking = true;
        walk().catch(close);
      }
      return one.promise;
    },
    close,
  };
}

function first<T>(all: ReadonlySet<T>): T | undefined {
  for (const one of all) return one;
  return undefined;
}

function settlers(): Pick<Waiting, "promise" | "settle" | "fail"> {
  const { promise, resolve, reject } = Promise.withResolvers<TrialOutcome>();
  // Heard by the study when its turn comes.
  promise.catch(() => undefined);
  return { promise, settle: resolve, fail: reject };
}
