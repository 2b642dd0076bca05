import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JailAnswer, JailOrder } from "./jail-messages.ts";
import type { TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { OpenedStrategy, RunOutcome, TrialTask } from "./trial-task.ts";

/** What foreign code may use. */
export interface JailLimits {
  /** Longest time of one trial. */
  readonly trialMs: number;
  /** Heap of the code, its arrays included. */
  readonly memoryMb: number;
}

/** The limits where nothing else is asked for. */
export const JAIL_LIMITS: JailLimits = { trialMs: 30_000, memoryMb: 256 };

/** A process that runs a strategy's trials; it is gone after its first fault. */
export interface Jail {
  readonly alive: boolean;
  readonly pid: number | undefined;
  /** What its code may use; new ones hold from the next `open` on. */
  limits: JailLimits;
  /** Runs a strategy's code, in a new isolate each time. Throws {@link JailFault}; a strategy that is none leaves the process alive. */
  open(engine: string, task: TrialTask): Promise<OpenedStrategy>;
  /** Runs one after the other, telling the place of each as it ends. Throws {@link JailFault} at the first that has to be ended by force. */
  run(requests: readonly TrialRequest[], told: (at: number, outcome: RunOutcome) => void): Promise<void>;
  /** Ends the process at once, whatever it does. */
  kill(): void;
}

/** Foreign code that had to be ended: by time, by memory, or by its own doing. */
export class JailFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JailFault";
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const JAIL = join(ROOT, "server", "sandbox", "jail.ts");
const READABLE = [
  join(ROOT, "package.json"),
  join(ROOT, "server", "sandbox"),
  join(ROOT, "node_modules", "isolated-vm"),
  join(ROOT, "node_modules", "node-gyp-build"),
  "/etc/alpine-release",
];
const FLAGS = [
  ...["--permission", "--allow-addons", ...READABLE.map((path) => `--allow-fs-read=${path}`)],
  ...["--no-experimental-sqlite", "--disable-proto=delete", "--disallow-code-generation-from-strings"],
  ...["--max-old-space-size=256", "--no-warnings"],
];
/** After its own time limit has passed a jail has this long to say so. */
const GRACE_MS = 2_000;
const OPEN_MS = 30_000;
const LOOK_MS = 200;
/** Node, the engine and copies of messages, beside the memory of the code. */
const OVERHEAD_MB = 512;

/**
 * Starts a process in which foreign code can neither read files, nor reach the network, nor see the environment, and which is ended when
 * it runs too long or grows too large.
 */
export function openJail(limits: JailLimits = JAIL_LIMITS): Jail {
  const child = spawn(process.execPath, [...FLAGS, JAIL], {
    ...{ env: { NODE_ENV: "production" }, cwd: join(ROOT, "server", "sandbox"), serialization: "advanced" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new JailProcess(child, limits);
}

/** The parent's side: one order under way, and a watch over its time and memory. */
class JailProcess implements Jail {
  readonly #child: ChildProcess;
  limits: JailLimits;
  #alive = true;
  /** What the process has been sent already: more than a megabyte. */
  #engine: string | undefined;
  #deadline = Infinity;
  #heard: (message: JailAnswer) => void = () => undefined;
  #failed: (error: JailFault) => void = () => undefined;
  #why = "strategy ended its process; look for what exhausts memory or recurses without end";

  constructor(child: ChildProcess, limits: JailLimits) {
    this.#child = child;
    this.limits = limits;
    const watch = setInterval(() => void this.#look(), LOOK_MS);
    child.on("message", (message) => this.#heard(message as JailAnswer));
    child.on("error", () => this.#end(this.#why));
    child.once("exit", () => {
      clearInterval(watch);
      this.#alive = false;
      this.#failed(new JailFault(this.#why));
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async open(engine: string, task: TrialTask): Promise<OpenedStrategy> {
    const fresh = engine === this.#engine ? {} : { engine };
    this.#engine = engine;
    return this.#ask(
      { kind: "open", ...fresh, task, memoryMb: this.limits.memoryMb },
      OPEN_MS,
      (message, settle) => {
        if (message.kind === "opened") settle(message.strategy);
      },
    );
  }

  async run(
    requests: readonly TrialRequest[],
    told: (at: number, outcome: RunOutcome) => void,
  ): Promise<void> {
    const { trialMs } = this.limits;
    if (requests.length === 0) return;
    await this.#ask<void>({ kind: "run", requests, trialMs }, trialMs, (message, settle) => {
      this.#deadline = Date.now() + trialMs + GRACE_MS;
      if (message.kind === "ran") told(message.at, message.outcome);
      else if (message.kind === "rested") settle();
    });
  }

  kill(): void {
    this.#end("trial was stopped");
  }

  #ask<T>(
    order: JailOrder,
    ms: number,
    heard: (message: JailAnswer, settle: (value: T) => void) => void,
  ): Promise<T> {
    if (!this.#alive) return Promise.reject(new JailFault(this.#why));
    return new Promise<T>((settle, fail) => {
      const done = (value: T): void => {
        this.#deadline = Infinity;
        settle(value);
      };
      this.#deadline = Date.now() + ms + GRACE_MS;
      this.#failed = fail;
      this.#heard = (message) => {
        if (message.kind === "fault") this.#end(sayFault(message.error, this.limits));
        else heard(message, done);
      };
      this.#child.send(order, (error) => error && this.#end(this.#why));
    });
  }

  #end(why: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#why = why;
    this.#child.kill("SIGKILL");
    this.#failed(new JailFault(why));
  }

  async #look(): Promise<void> {
    if (Date.now() > this.#deadline) return this.#end(sayFault("timed out", this.limits));
    const held = await residentMb(this.#child.pid);
    if (held > this.limits.memoryMb + OVERHEAD_MB) this.#end(sayFault("memory limit", this.limits));
  }
}

function sayFault(words: string, { trialMs, memoryMb }: JailLimits): string {
  if (/timed out/i.test(words))
    return `strategy ran longer than ${trialMs / 1000} s; look for a loop that does not end`;
  if (/disposed|memory limit|allocation failed|out of memory/i.test(words))
    return `strategy used more than ${memoryMb} MB; keep less`;
  return words;
}

/** Memory that a process holds, where the system tells; 0 elsewhere, where the isolate's own limit is all there is. */
async function residentMb(pid: number | undefined): Promise<number> {
  if (process.platform !== "linux" || pid === undefined) return 0;
  const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
  return (Number(text.split(" ")[1] ?? 0) * 4096) / 1e6;
}
