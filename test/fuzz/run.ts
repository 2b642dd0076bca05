import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { textOf } from "./fuzz-target.ts";
import { TARGETS, targetOf } from "./targets.ts";
import type { FuzzOrder, FuzzReport } from "./worker.ts";

/** A thread that tries one text for so long hangs. */
const HANG_MS = 20_000;
const SHOWN_CHARS = 2000;

/**
 * Feeds bent texts to the readers of CSV and of specs, a thread each: `--seconds 60 --seed 1 --only csv`. Prints what it tried; ends with 1 on a
 * crash or a hang, and names the number of its text, which `--seed` tries again.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!(seconds > 0) || !Number.isSafeInteger(seed) || seed < 0)
  throw new Error("invalid --seconds or --seed; use a number above 0 and a whole one from 0");
const names = values.only === undefined ? TARGETS.map(({ name }) => name) : [targetOf(values.only).name];
const clean = await Promise.all(names.map(fuzz));
process.exitCode = clean.every(Boolean) ? 0 : 1;

async function fuzz(name: string): Promise<boolean> {
  const at = new SharedArrayBuffer(4);
  const order: FuzzOrder = { name, seed, seconds, at };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: order });
  const report = await new Promise<FuzzReport | number>((resolve, reject) => {
    const watcher = watchFor(at, (stuck) => resolve(seed + stuck));
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", () => clearInterval(watcher));
  });
  if (typeof report === "number") {
    await worker.terminate();
    console.log(`${name}: text ${report} hangs\n${shownText(name, report)}`);
    return false;
  }
  const { tried, read, slowestMs, slowestSeed, failures } = report;
  const slowest = `slowest ${Math.round(slowestMs)} ms (text ${slowestSeed})`;
  console.log(
    `${name}: ${tried} texts in ${seconds} s from seed ${seed}, ${read} read, the rest refused; ${slowest}`,
  );
  for (const { seed: number, message } of failures)
    console.log(`${name}: text ${number} broke it\n${message}\n${shownText(name, number)}`);
  return failures.length === 0;
}

function watchFor(at: SharedArrayBuffer, hung: (tried: number) => void): NodeJS.Timeout {
  const place = new Int32Array(at);
  let [last, since] = [-1, performance.now()];
  return setInterval(() => {
    const now = Atomics.load(place, 0);
    if (now !== last) [last, since] = [now, performance.now()];
    else if (performance.now() - since > HANG_MS) hung(now);
  }, 1000);
}

function shownText(name: string, number: number): string {
  return JSON.stringify(textOf(targetOf(name), number).slice(0, SHOWN_CHARS));
}
