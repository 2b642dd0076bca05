import { parentPort, workerData } from "node:worker_threads";
import { textOf, tryText } from "./fuzz-target.ts";
import { targetOf } from "./targets.ts";

/** What a thread is asked for: numbers from `seed` on until the time is over. */
export interface FuzzOrder {
  readonly name: string;
  readonly seed: number;
  readonly seconds: number;
  /** The number that is being tried, for who watches from outside: less `seed`. */
  readonly at: SharedArrayBuffer;
}

/** What a thread found: how many it tried, how many were read, the slowest, and what broke. */
export interface FuzzReport {
  readonly tried: number;
  readonly read: number;
  readonly slowestMs: number;
  readonly slowestSeed: number;
  readonly failures: readonly { readonly seed: number; readonly message: string }[];
}

/** After so many a thread has said enough. */
const MAX_FAILURES = 10;

const order = workerData as FuzzOrder;
parentPort?.postMessage(fuzz(order));

function fuzz({ name, seed, seconds, at }: FuzzOrder): FuzzReport {
  const target = targetOf(name);
  const place = new Int32Array(at);
  const failures: { seed: number; message: string }[] = [];
  let [tried, read, slowestMs, slowestSeed] = [0, 0, 0, seed];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && failures.length < MAX_FAILURES) {
    const current = seed + tried;
    Atomics.store(place, 0, tried);
    const start = performance.now();
    try {
      if (tryText(target, textOf(target, current))) read += 1;
    } catch (error) {
      failures.push({ seed: current, message: error instanceof Error ? String(error.stack) : String(error) });
    }
    const took = performance.now() - start;
    if (took > slowestMs) [slowestMs, slowestSeed] = [took, current];
    tried += 1;
  }
  return { tried, read, slowestMs, slowestSeed, failures };
}
