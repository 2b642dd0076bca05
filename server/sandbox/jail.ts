import ivm from "isolated-vm";
import type { JailAnswer, JailOrder } from "./jail-messages.ts";
import type { StrategySource } from "./trial-task.ts";

/**
 * The process around foreign code. It starts with Node's permissions taken away and an empty environment, and runs the code in an isolate
 * of V8 that has neither Node nor this process's objects: what goes in is copied, what comes out is text of a bounded length.
 */

const MAX_ANSWER = 64 * 1024;
const OPEN_MS = 10_000;
/** What user code could use to wait, to share memory, or to run what V8 does not check. */
const BARE = "delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;";

interface Room {
  readonly isolate: ivm.Isolate;
  readonly run: ivm.Reference<(set: string) => string>;
  readonly forget: ivm.Reference<() => void>;
}

let room: Room | undefined;
let broken: string | undefined;

const answer = (message: JailAnswer): void => void process.send?.(message);

function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s*\[[^\]]*\]$/, "").slice(0, 500);
}

/** Lines count from the code's own first line. */
function wrap({ code, name }: Extract<StrategySource, { kind: "code" }>): string {
  return `globalThis.$strategy$ = (() => { "use strict"; ${code}\n;return ${name}; })();`;
}

async function open({ engine, task, memoryMb }: Extract<JailOrder, { kind: "open" }>): Promise<void> {
  room?.isolate.dispose();
  room = undefined;
  const isolate = new ivm.Isolate({ memoryLimit: memoryMb, onCatastrophicError: () => process.abort() });
  const context = await isolate.createContext();
  await context.eval(BARE, { timeout: OPEN_MS });
  await context.eval(engine, { timeout: OPEN_MS, filename: "engine.js" });
  const program = await context.global.get("$trials$", { reference: true });
  const start = await program.get("open", { reference: true });
  const run = await program.get("run", { reference: true });
  const forget = await program.get("forget", { reference: true });
  // Before the strategy's code: what it finds is the engine and nothing of ours.
  await context.global.delete("$trials$");
  if (task.source.kind === "code")
    await context.eval(wrap(task.source), { timeout: OPEN_MS, filename: "strategy.js" });
  const copy = new ivm.ExternalCopy(task).copyInto({ release: true });
  const opened = readAnswer(await start.apply(undefined, [copy], { timeout: OPEN_MS }));
  if ("error" in opened) throw new Error(opened.error);
  room = { isolate, run: run as Room["run"], forget: forget as Room["forget"] };
  answer({ kind: "opened", strategy: opened.value as never });
}

function readAnswer(text: unknown): { readonly value: unknown } | { readonly error: string } {
  if (typeof text !== "string") return { error: "strategy answered with something else than text" };
  if (text.length > MAX_ANSWER)
    return { error: `answer too large: ${text.length} characters; use ${MAX_ANSWER} or fewer` };
  const read = JSON.parse(text) as { value: unknown } | { error: unknown };
  return "error" in read ? { error: String(read.error).slice(0, 500) } : read;
}

async function run({ sets, trialMs }: Extract<JailOrder, { kind: "run" }>): Promise<void> {
  for (const set of sets) {
    if (!room) throw new Error("no study is open");
    const began = performance.now();
    const text: unknown = await room.run.apply(undefined, [JSON.stringify(set)], { timeout: trialMs });
    const durationMs = performance.now() - began;
    const read = readAnswer(text);
    if ("error" in read)
      answer({ kind: "trial", number: set.number, outcome: { ok: false, error: read.error, durationMs } });
    else
      answer({
        kind: "trial",
        number: set.number,
        outcome: { ok: true, finding: read.value as never, durationMs },
      });
  }
  await room?.forget.apply(undefined, []);
  answer({ kind: "rested" });
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
