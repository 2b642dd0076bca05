import ivm from "isolated-vm";
import type { TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { JailAnswer, JailOrder } from "./jail-messages.ts";
import type { FunctionCode } from "#engine/experiments/study/study-order.ts";
import type { RunOutcome } from "./trial-task.ts";

/**
 * The process around foreign code. It starts with Node's permissions taken away and an empty environment, and runs the code in an isolate
 * of V8 that has neither Node nor this process's objects: what goes in is copied, what comes out is text of a bounded length.
 */

const MAX_ANSWER = 64 * 1024;
/** Of an answer, for each close of a run: its return in base64, and room to spare. */
const CLOSE_CHARS = 16;
const OPEN_MS = 10_000;
/** What user code could use to wait, to share memory, or to run what V8 does not check. */
const BARE = "delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;";

interface Room {
  readonly isolate: ivm.Isolate;
  readonly run: ivm.Reference<(set: string) => string>;
  readonly maxAnswer: number;
}

let room: Room | undefined;
const engine = { code: "", opened: 0, snapshot: undefined as ivm.ExternalCopy<ArrayBuffer> | undefined };
let broken: string | undefined;

const answer = (message: JailAnswer): void => void process.send?.(message);

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\[[^\]]*\]$/, "").slice(0, 500);
}

/** Lines count from the code's own first line. */
function wrap({ code, name }: FunctionCode, as: "$strategy$" | "$objective$"): string {
  return `globalThis.${as} = (() => { "use strict"; ${code}\n;return ${name}; })();`;
}

/** From its second study on a process starts from a picture of the engine's heap, made once: a quarter of the time of running its code. */
function pictureOf(code: string | undefined): ivm.ExternalCopy<ArrayBuffer> | undefined {
  if (code !== undefined) Object.assign(engine, { code, opened: 0, snapshot: undefined });
  engine.opened += 1;
  if (engine.opened > 1)
    engine.snapshot ??= ivm.Isolate.createSnapshot([{ code: engine.code, filename: "engine.js" }]);
  return engine.snapshot;
}

async function open({ engine: code, task, memoryMb }: Extract<JailOrder, { kind: "open" }>): Promise<void> {
  room?.isolate.dispose();
  room = undefined;
  const snapshot = pictureOf(code);
  const limits = { memoryLimit: memoryMb, onCatastrophicError: () => process.abort() };
  const isolate = new ivm.Isolate(snapshot ? { ...limits, snapshot } : limits);
  const context = await isolate.createContext();
  await context.eval(BARE, { timeout: OPEN_MS });
  if (!snapshot) await context.eval(engine.code, { timeout: OPEN_MS, filename: "engine.js" });
  const program = await context.global.get("$trials$", { reference: true });
  const start = await program.get("open", { reference: true });
  const run = await program.get("run", { reference: true });
  // Before the strategy's code: what it finds is the engine and nothing of ours.
  await context.global.delete("$trials$");
  if (task.source.kind === "code")
    await context.eval(wrap(task.source, "$strategy$"), { timeout: OPEN_MS, filename: "strategy.js" });
  if (task.ownObjective)
    await context.eval(wrap(task.ownObjective, "$objective$"), {
      timeout: OPEN_MS,
      filename: "objective.js",
    });
  const copy = new ivm.ExternalCopy(task).copyInto({ release: true });
  const opened = readAnswer(await start.apply(undefined, [copy, memoryMb], { timeout: OPEN_MS }));
  if ("error" in opened) throw new Error(opened.error);
  const closes = task.bars.reduce((sum, { close }) => sum + close.length, 0);
  const maxAnswer = MAX_ANSWER + CLOSE_CHARS * closes;
  room = { isolate, run: run as Room["run"], maxAnswer };
  answer({ kind: "opened", strategy: opened.value as never });
}

function readAnswer(
  text: unknown,
  most = MAX_ANSWER,
): { readonly value: unknown } | { readonly error: string } {
  if (typeof text !== "string") return { error: "strategy answered with something else than text" };
  if (text.length > most)
    return { error: `answer too large: ${text.length} characters; use ${most} or fewer` };
  const read = JSON.parse(text) as { value: unknown } | { error: unknown };
  return "error" in read ? { error: String(read.error).slice(0, 500) } : read;
}

/** A run as text: no end is null. */
function runText({ values, from, to }: TrialRequest): string {
  return JSON.stringify({ values, from, to: to < Infinity ? to : null });
}

async function run({ requests, trialMs }: Extract<JailOrder, { kind: "run" }>): Promise<void> {
  for (const [at, request] of requests.entries()) {
    if (!room) throw new Error("no study is open");
    const began = performance.now();
    const text: unknown = await room.run.apply(undefined, [runText(request)], { timeout: trialMs });
    const durationMs = performance.now() - began;
    answer({ kind: "ran", at, outcome: outcomeOf(readAnswer(text, room.maxAnswer), durationMs) });
  }
  answer({ kind: "rested" });
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Whatever foreign code may have made of the answer, numbers come out as numbers and bytes as bytes. */
function outcomeOf(read: ReturnType<typeof readAnswer>, durationMs: number): RunOutcome {
  const nothing = {
    score: NaN,
    trades: 0,
    periodsPerYear: NaN,
    metrics: {},
    returns: new Uint8Array(),
    durationMs,
  };
  if ("error" in read) return { ...nothing, error: read.error };
  const { score, trades, periodsPerYear, metrics, returns, error } = (read.value ?? {}) as Record<
    string,
    unknown
  >;
  if (error !== undefined) return { ...nothing, error: textOf(error).slice(0, 500) };
  const number = (value: unknown): number => (typeof value === "number" ? value : NaN);
  return {
    ...{
      score: number(score),
      trades: number(trades) || 0,
      periodsPerYear: number(periodsPerYear),
      durationMs,
    },
    metrics: Object.fromEntries(
      Object.entries(metrics ?? {}).map(([kind, value]) => [kind, typeof value === "number" ? value : null]),
    ),
    returns: new Uint8Array(Buffer.from(textOf(returns), "base64")),
  };
}

/** Anything that gets here may have left the isolate half done: this process is not used again. */
function fault(error: unknown): void {
  broken = wordsOf(error);
  answer({ kind: "fault", error: broken });
}

process.on("message", (order: JailOrder) => {
  if (broken !== undefined) return answer({ kind: "fault", error: broken });
  void (order.kind === "open" ? open(order) : run(order)).catch(fault);
});
process.on("disconnect", () => process.exit(0));
answer({ kind: "ready" });
