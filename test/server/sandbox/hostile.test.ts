import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { engineBundle } from "#server/sandbox/engine-bundle.ts";
import { openJail, type Jail } from "#server/sandbox/open-jail.ts";
import type { RunOutcome, TrialTask } from "#server/sandbox/trial-task.ts";

const LIMITS = { trialMs: 1_000, memoryMb: 96 };
const { code: engine } = await engineBundle();
const bars = [syntheticMarket({ kind: "trending", symbol: "ONE", seed: 3, bars: 300 })];
const base: Omit<TrialTask, "source"> = {
  ...{ bars, options: {}, objective: "totalReturn", metrics: [], accounts: "shared" },
};
const REQUEST = { values: {}, from: bars[0]?.openTime[0] ?? 0, to: Infinity };
let jail: Jail | undefined;
afterEach(() => jail?.kill());

const taskOf = (code: string): TrialTask => ({ ...base, source: { kind: "code", code, name: "mine" } });
/** A strategy whose first decision runs some statements. */
const deciding = (body: string): TrialTask =>
  taskOf(
    `const mine = defineStrategy({ name: "mine", version: "1.0.0", signal: () => { ${body}; return hold(); } });`,
  );

/** What becomes of one trial. */
async function outcomeOf(task: TrialTask, limits = LIMITS): Promise<RunOutcome | { readonly ended: string }> {
  jail = openJail(limits);
  let found: RunOutcome | undefined;
  try {
    await jail.open(engine, task);
    await jail.run([REQUEST], (_, outcome) => (found = outcome));
  } catch (error) {
    return { ended: (error as Error).message };
  }
  return found ?? { ended: "said nothing" };
}

const wordsOf = async (task: TrialTask, limits = LIMITS): Promise<string> => {
  const outcome = await outcomeOf(task, limits);
  return "ended" in outcome ? outcome.ended : (outcome.error ?? "ran");
};

/** Ways to what code must not have, and the word under which it finds that there is nothing. */
const REACHES: readonly (readonly [string, string])[] = [
  ["reads a file", `require("node:fs").readFileSync("/etc/passwd")`],
  ["reads a file as a module does", `process.getBuiltinModule("node:fs").readFileSync("/etc/passwd")`],
  ["reads the environment", `process.env.DATABASE_URL`],
  ["calls the network", `fetch("http://127.0.0.1")`],
  ["opens a socket", `new WebSocket("ws://127.0.0.1")`],
  ["starts a process", `require("node:child_process").execSync("id")`],
  ["starts a thread", `new Worker("data:,")`],
  ["sets a timer", `setTimeout(() => {}, 0)`],
  ["compiles WebAssembly", `new WebAssembly.Memory({ initial: 1 })`],
  ["waits on shared memory", `Atomics.wait(new Int32Array(4), 0, 0)`],
  ["finds the program that runs it", `$trials$.run("{}")`],
  ["climbs out by constructors", `hold.constructor.constructor("return process")().exit(0)`],
  [
    "climbs out by an error's stack",
    `try { null.x } catch (e) { e.constructor.constructor("return process")().exit(0) }`,
  ],
];

describe("a strategy on the server", () => {
  test.each(REACHES)("that %s finds nothing there", async (_, body) => {
    expect(await wordsOf(deciding(body))).toMatch(/^(ReferenceError|EvalError): /);
  });

  test.each([
    ["loops without end", "for (;;);"],
    ["loops in a finally", "try { for (;;); } finally { for (;;); }"],
    ["backtracks in a regular expression", `/^(a+)+$/.test("a".repeat(40) + "b")`],
    ["floods the queue of promises", "const again = () => Promise.resolve().then(again); again(); for (;;);"],
  ])("that %s is ended, with the limit named", async (_, body) => {
    expect(await wordsOf(deciding(body))).toBe(
      "strategy ran longer than 1 s; look for a loop that does not end",
    );
  });

  test.each([
    ["fills the heap", "const all = []; for (;;) all.push(new Array(1e5).fill({}));"],
    ["fills typed arrays", "const all = []; for (;;) all.push(new Float64Array(1e6).fill(1));"],
    [
      "doubles a string",
      `let s = "x".repeat(1e6); const all = []; for (;;) { all.push(s + all.length); JSON.stringify(all); }`,
    ],
  ])("that %s is ended, or refused the memory", async (_, body) => {
    expect(await wordsOf(deciding(body), { trialMs: 30_000, memoryMb: 64 })).toMatch(
      /^strategy used more than 64 MB; keep less$|Array buffer allocation failed|Invalid string length|ended its process/,
    );
  });

  test("that recurses without end fails with its own error", async () => {
    expect(await wordsOf(deciding("const f = () => f() + 1; f()"))).toMatch(
      /^RangeError: Maximum call stack/,
    );
  });

  test("that awaits for ever while it is defined is no strategy", async () => {
    const code = `const mine = new Promise(() => undefined);`;
    expect(await wordsOf(taskOf(code))).toBe(
      "Error: no strategy in mine; make one with defineStrategy({ ... })",
    );
  });

  test("that bends the prototypes spoils its own results only", async () => {
    const bent = `Array.prototype.map = () => { throw new Error("bent") }; Object.prototype.x = 1; JSON.stringify = () => "{}";`;
    const outcome = await wordsOf(deciding(bent));
    expect(outcome).not.toBe("said nothing");
    jail?.kill();
    expect(await wordsOf(deciding(""))).toBe("ran");
  });

  test("that answers with too much is refused", async () => {
    const huge = `String.prototype.slice = () => "x".repeat(1e6); throw new Error("long");`;
    expect(await wordsOf(deciding(huge))).toMatch(
      /^answer too large: 1000\d\d\d characters; use 70336 or fewer$/,
    );
  });

  test("that reads the clock or throws dice is told what to use", async () => {
    expect(await wordsOf(deciding("Math.random()"))).toMatch(
      /Math.random in a study; use createRandom\(seed\)/,
    );
    expect(await wordsOf(deciding("Date.now()"))).toMatch(/Date.now in a study; use the bar's time/);
  });

  test("runs in a process that may not read files, reach the network or see the environment", async () => {
    jail = openJail(LIMITS);
    await jail.open(engine, deciding(""));
    const environment = process.platform === "linux" ? readFileSync(`/proc/${jail.pid}/environ`, "utf8") : "";
    expect(environment).not.toContain("DATABASE_URL");
    expect(environment).not.toContain("PATH=");
  });
});
