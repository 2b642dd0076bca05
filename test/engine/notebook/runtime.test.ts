import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NotebookCell, RunMode } from "#engine/notebook/document.ts";
import type { CellHost, CellRun } from "#engine/notebook/host.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { NotebookRuntime } from "#engine/notebook/runtime.ts";

/** A language small enough to reason about: `name = other + slider:fast + 1`, `!` throws, `~` waits for a release, `draw:a:7` shows 7 for owner a, `clear:a` takes it back, `waited:9` says that 9 ms were a start's, `first:x` defines x besides. */
interface Program {
  readonly name: string;
  readonly terms: readonly string[];
}

function parse(source: string): Program {
  const [name = "", right = ""] = source.split(" = ");
  if (right === "") throw new Error("syntax");
  return { name, terms: right.split(" + ") };
}

function openNotebook() {
  const states = new Map<string, CellState>();
  const log: string[] = [];
  const gates: (() => void)[] = [];
  const clock = { ms: 0 };
  const aborted: string[] = [];
  let whenSettled = () => {};
  const evaluate = async (run: CellRun<Program>) => {
    log.push(run.cell.id);
    let sum = 0;
    const owners: Record<string, object> = { a: {}, b: {} };
    for (const term of run.program.terms) {
      if (term === "!") throw new Error("boom");
      else if (term === "~") await new Promise<void>((release) => gates.push(release));
      else if (term.startsWith("draw:")) {
        const [, owner = "", text = ""] = term.split(":");
        run.update({ type: "text", text }, owners[owner]);
      } else if (term.startsWith("waited:")) run.waited(Number(term.slice(7)));
      else if (term.startsWith("clear:")) run.withdraw(owners[term.slice(6)]);
      else if (term.startsWith("slider:")) sum += Number(run.readInput(term.slice(7)) ?? 0);
      else sum += run.values.has(term) ? Number(run.values.get(term)) : Number(term);
    }
    run.show({ type: "text", text: String(sum) });
    return new Map([[run.program.name, sum]]);
  };
  const host: CellHost<Program> = {
    compile(cell) {
      const program = parse(cell.source);
      const reads = program.terms.filter((t) => /^[a-z]\w*$/.test(t));
      return {
        defines: [...program.terms.flatMap((t) => /^first:(.+)/.exec(t)?.[1] ?? []), program.name],
        reads,
        program,
        needs: [],
        warnings: [],
        rename: () => null,
        soles: [],
      };
    },
    execute: (run) => ({ finished: evaluate(run), abort: () => void aborted.push(run.cell.id) }),
    describeError: (error) => ({ code: "test", message: String(error), frames: [] }),
    isGiven: () => true,
    givenNames: () => [],
    emit: (state) => states.set(state.cellId, { ...states.get(state.cellId), ...state }),
    settled: () => whenSettled(),
    breathe: () => Promise.resolve(),
    now: () => clock.ms,
  };
  const runtime = new NotebookRuntime(host);
  const settle = (act: () => void) =>
    new Promise<void>((resolve) => {
      whenSettled = resolve;
      act();
    });
  const status = (id: string) => states.get(id)?.status;
  const shown = (id: string) =>
    states
      .get(id)
      ?.outputs?.map((o) => (o.type === "text" ? o.text : ""))
      .join();
  return { runtime, settle, states, log, gates, clock, aborted, status, shown };
}

const cell = (id: string, source: string, run?: RunMode): NotebookCell => ({
  id,
  kind: "ts",
  source,
  ...(run === undefined ? {} : { run }),
});

/** What is done has a cell wait for three seconds. */
async function slowly(
  { settle, gates, clock }: ReturnType<typeof openNotebook>,
  act: () => void,
): Promise<void> {
  const before = gates.length;
  const done = settle(act);
  while (gates.length === before) await Promise.resolve();
  clock.ms += 3000;
  gates.at(-1)?.();
  await done;
}

describe("the reactive core", () => {
  test("cells run in dependency order, wherever they stand on the page", async () => {
    const { runtime, settle, log, shown } = openNotebook();
    await settle(() => runtime.setCells([cell("x", "x = y + 1"), cell("y", "y = 2")], true));
    expect(log).toEqual(["y", "x"]);
    expect(shown("x")).toBe("3");
  });

  test("what is drawn again stands in its place, and what is withdrawn leaves no gap", async () => {
    const { runtime, settle, shown } = openNotebook();
    const source = "x = draw:a:first + draw:b:second + draw:b:third + clear:a + clear:a + draw:b:fourth + 1";
    await settle(() =>
      runtime.setCells([cell("x", source), cell("y", "y = draw:a:first + clear:a + 2")], true),
    );
    expect([shown("x"), shown("y")]).toEqual(["fourth,1", "2"]);
  });

  test("an edit re-runs the cell and its descendants only; undoing it is fresh without a run", async () => {
    const { runtime, settle, log, status } = openNotebook();
    const page = [cell("a", "a = 1"), cell("b", "b = a + 1"), cell("c", "c = 5")];
    await settle(() => runtime.setCells(page, true));
    log.length = 0;
    await settle(() => runtime.setCells([cell("a", "a = 2"), ...page.slice(1)], false));
    expect([status("a"), status("b"), status("c")]).toEqual(["stale", "stale", "fresh"]);
    await settle(() => runtime.setCells(page, true));
    expect(log).toEqual([]);
    await settle(() => runtime.setCells([cell("a", "a = 2"), ...page.slice(1)], true));
    expect(log).toEqual(["a", "b"]);
  });

  test("reordering the page makes nothing stale", async () => {
    const { runtime, settle, log } = openNotebook();
    const page = [cell("a", "a = 1"), cell("b", "b = a + 1")];
    await settle(() => runtime.setCells(page, true));
    log.length = 0;
    await settle(() => runtime.setCells(page.toReversed(), true));
    expect(log).toEqual([]);
  });

  test("an input re-runs the cells that read it and those below", async () => {
    const { runtime, settle, log, shown } = openNotebook();
    await settle(() =>
      runtime.setCells([cell("s", "s = slider:fast"), cell("t", "t = s + 1"), cell("u", "u = 1")], true),
    );
    log.length = 0;
    await settle(() => runtime.setInput("fast", 9));
    expect([log, shown("t")]).toEqual([["s", "t"], "10"]);
  });

  test("a list that is set again with the same items runs nothing", async () => {
    const { runtime, settle, log } = openNotebook();
    runtime.setInput("picked", ["A", "B"]);
    await settle(() => runtime.setCells([cell("s", "s = slider:picked")], true));
    runtime.setInput("picked", ["A", "B"]);
    expect(log).toEqual(["s"]);
    await settle(() => runtime.setInput("picked", ["B", "A"]));
    expect(log).toEqual(["s", "s"]);
  });

  test("a late result of a superseded run is dropped", async () => {
    const { runtime, settle, gates, aborted, shown } = openNotebook();
    runtime.setCells([cell("a", "a = slider:n + ~")], true);
    const done = settle(() => runtime.setInput("n", 2));
    expect(aborted).toEqual(["a"]);
    while (gates.length < 2) await Promise.resolve();
    gates[1]?.();
    await done;
    gates[0]?.();
    await Promise.resolve();
    expect(shown("a")).toBe("2");
  });

  test("descendants of an error are blocked, say by whom, and run once it is mended", async () => {
    const { runtime, settle, states, status } = openNotebook();
    const page = [cell("a", "a = !"), cell("b", "b = a"), cell("c", "c = b")];
    await settle(() => runtime.setCells(page, true));
    expect([status("a"), status("b"), status("c")]).toEqual(["error", "blocked", "blocked"]);
    expect(states.get("c")?.reason).toBe("waits for a: cell a has an error");
    await settle(() => runtime.setCells([cell("a", "a = 1"), ...page.slice(1)], true));
    expect([status("a"), status("b"), status("c")]).toEqual(["fresh", "fresh", "fresh"]);
  });

  test("of several names of a cell the one is told that is waited for", async () => {
    const { runtime, settle, states } = openNotebook();
    await settle(() => runtime.setCells([cell("p", "a = first:rows + !"), cell("q", "b = a")], true));
    expect(states.get("q")?.reason).toBe("waits for a: cell p has an error");
  });

  test("a syntax error blocks its readers and nothing else", async () => {
    const { runtime, settle, status } = openNotebook();
    await settle(() => runtime.setCells([cell("a", "a ="), cell("b", "b = 1")], true));
    expect([status("a"), status("b")]).toEqual(["error", "fresh"]);
  });

  test("of two definitions the newer one errs and the one that worked keeps working", async () => {
    const { runtime, settle, states, status } = openNotebook();
    await settle(() => runtime.setCells([cell("old", "a = 1")], true));
    await settle(() => runtime.setCells([cell("new", "a = 2"), cell("old", "a = 1")], true));
    expect([status("new"), status("old")]).toEqual(["error", "fresh"]);
    expect(states.get("new")?.error?.message).toContain("already defined in cell old");
  });

  test("a cycle names its path in each of its cells and leaves the rest alone", async () => {
    const { runtime, settle, states, status } = openNotebook();
    await settle(() => runtime.setCells([cell("a", "a = b"), cell("b", "b = a"), cell("c", "c = 1")], true));
    expect(states.get("a")?.error?.message).toContain("a -> b -> a");
    expect([status("b"), status("c")]).toEqual(["error", "fresh"]);
  });

  test("a manual cell waits to be asked, and asking runs what it needs", async () => {
    const { runtime, settle, status, log } = openNotebook();
    const page = [cell("a", "a = 1", "manual"), cell("b", "b = a"), cell("c", "c = b", "manual")];
    await settle(() => runtime.setCells(page, true));
    expect([status("a"), status("b")]).toEqual(["idle", "idle"]);
    await settle(() => runtime.run(["c"]));
    expect(log).toEqual(["a", "b", "c"]);
  });

  test("running a fresh cell runs it again, with its descendants", async () => {
    const { runtime, settle, log } = openNotebook();
    await settle(() => runtime.setCells([cell("a", "a = 1"), cell("b", "b = a")], true));
    await settle(() => runtime.run(["a"]));
    expect(log).toEqual(["a", "b", "a", "b"]);
  });

  test("running a cell in a notebook where nothing has run yet brings what reads it, and what that needs", async () => {
    const nb = openNotebook();
    const cells = [cell("p", "p = 1"), cell("s", "s = 2"), cell("r", "r = p + s"), cell("other", "o = 9")];
    await nb.settle(() => nb.runtime.setCells(cells, false));
    await nb.settle(() => nb.runtime.run(["s"]));
    expect([nb.shown("r"), nb.status("p"), nb.status("other")]).toEqual(["3", "fresh", "idle"]);
  });

  test("a stopped cell stays stopped while others are edited, and runs when it is asked to", async () => {
    const { runtime, settle, status, gates } = openNotebook();
    runtime.setCells([cell("a", "a = ~"), cell("b", "b = 1")], true);
    await settle(() => runtime.stop());
    expect(status("a")).toBe("stopped");
    await settle(() => runtime.setCells([cell("a", "a = ~"), cell("b", "b = 2")], true));
    expect([status("a"), status("b")]).toEqual(["stopped", "fresh"]);
    const done = settle(() => runtime.run(["a"]));
    while (gates.length < 2) await Promise.resolve();
    gates[1]?.();
    await done;
    expect(status("a")).toBe("fresh");
  });

  test("a lazy notebook marks what changed and runs it on demand, with what it needs", async () => {
    const { runtime, settle, log, status } = openNotebook();
    const page = [cell("a", "a = slider:n"), cell("b", "b = a"), cell("c", "c = b")];
    await settle(() => runtime.setCells(page, true, "lazy"));
    expect([log, status("a")]).toEqual([[], "idle"]);
    await settle(() => runtime.run(["b"]));
    expect([log, status("c")]).toEqual([["a", "b"], "idle"]);
    await settle(() => runtime.setInput("n", 3));
    expect([log.length, status("a"), status("b")]).toEqual([2, "stale", "stale"]);
  });

  test("a cell that asks first is run by itself only, and who needs it says so", async () => {
    const { runtime, settle, log, states } = openNotebook();
    const page = [cell("a", "a = 1", "confirm"), cell("b", "b = a")];
    await settle(() => runtime.setCells(page, true));
    await settle(() => runtime.run(["b"]));
    expect([log, states.get("b")?.reason]).toEqual([[], "waits for a, which is run by its own button only"]);
    await settle(() => runtime.run(["a"]));
    expect(log).toEqual(["a", "b"]);
  });

  test("an automatic cell whose re-run took long waits from then on, until that is taken back", async () => {
    const notebook = openNotebook();
    const { runtime, settle, states, status, log } = notebook;
    const slow = (act: () => void) => slowly(notebook, act);
    await slow(() => runtime.setCells([cell("a", "a = slider:n + ~")], true));
    expect(states.get("a")?.demoted).toBeUndefined();
    await slow(() => runtime.setInput("n", 1));
    expect(states.get("a")?.demoted).toBe(3000);
    await settle(() => runtime.setInput("n", 2));
    expect([status("a"), log.length]).toEqual(["stale", 2]);
    await slow(() => runtime.promote("a"));
    await slow(() => runtime.setInput("n", 3));
    expect([runtime.states()[0]?.demoted, log.length]).toEqual([undefined, 4]);
  });

  test("time that only a session's first run waits for makes no cell a slow one", async () => {
    const notebook = openNotebook();
    const { runtime, states } = notebook;
    await slowly(notebook, () => runtime.setCells([cell("a", "a = slider:n + waited:1500 + ~")], true));
    await slowly(notebook, () => runtime.setInput("n", 1));
    expect([states.get("a")?.demoted, states.get("a")?.ms]).toEqual([undefined, 3000]);
  });

  test("on any graph without cycles, taking edits back makes every cell as it was, and nothing runs", async () => {
    const term = fc.oneof(fc.constant("!"), fc.constant("slider:n"), fc.nat(9).map(String), fc.nat(9));
    const page = (terms: (string | number)[]) =>
      terms.map((each, i) => {
        const read = typeof each === "string" ? each : i === 0 ? "1" : `v${each % i}`;
        return cell(`c${i}`, `v${i} = ${read} + ${i}`);
      });
    const terms = fc.array(term, { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(terms, fc.array(terms, { minLength: 1, maxLength: 3 }), async (first, edits) => {
        const { runtime, settle, log } = openNotebook();
        await settle(() => runtime.setCells(page(first), true));
        const before = runtime.states();
        log.length = 0;
        for (const edit of edits) runtime.setCells(page(edit), false);
        await settle(() => runtime.setCells(page(first), true));
        expect(log).toEqual([]);
        expect(runtime.states()).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test("on any graph, an edit that closes a circle and is taken back leaves every cell as it was, and nothing runs", async () => {
    const page = (reads: readonly number[]) =>
      reads.map((read, i) => cell(`c${i}`, `v${i} = ${i === 0 ? "1" : `v${read % i}`} + ${i}`));
    const pair = fc.tuple(fc.nat(6), fc.nat(6)).filter(([a, b]) => a !== b);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }), pair, async (reads, [a, b]) => {
        const { runtime, settle, log, status } = openNotebook();
        await settle(() => runtime.setCells(page(reads), true));
        const before = runtime.states();
        const circle = page(reads).map((each, i) =>
          i === a ? cell(`c${a}`, `v${a} = v${b}`) : i === b ? cell(`c${b}`, `v${b} = v${a}`) : each,
        );
        log.length = 0;
        await settle(() => runtime.setCells(circle, true));
        expect([status(`c${a}`), status(`c${b}`), log]).toEqual(["error", "error", []]);
        await settle(() => runtime.setCells(page(reads), true));
        expect([log, runtime.states()]).toEqual([[], before]);
      }),
      { numRuns: 200 },
    );
  });

  test("on any graph, after any edits, every fresh cell shows what a clean run shows", async () => {
    const sources = fc.array(
      fc.tuple(
        fc.nat(6),
        fc.oneof(
          fc.constant("!"),
          fc.constant("slider:n"),
          fc.nat(9).map(String),
          fc.nat(6).map((i) => `v${i}`),
        ),
      ),
      { minLength: 7, maxLength: 7 },
    );
    const page = (terms: [number, string][]) =>
      terms.map(([n, term], i) => cell(`c${i}`, `v${i} = ${term} + ${n}`));
    await fc.assert(
      fc.asyncProperty(fc.array(sources, { minLength: 1, maxLength: 4 }), fc.nat(3), async (edits, n) => {
        const live = openNotebook();
        for (const edit of edits) live.runtime.setCells(page(edit), true);
        await live.settle(() => live.runtime.setInput("n", n));
        const clean = openNotebook();
        clean.runtime.setInput("n", n);
        await clean.settle(() => clean.runtime.setCells(page(edits.at(-1) ?? []), true));
        for (const { cellId } of clean.runtime.states()) {
          expect(live.status(cellId)).toBe(clean.status(cellId));
          if (clean.status(cellId) === "fresh") expect(live.shown(cellId)).toBe(clean.shown(cellId));
        }
      }),
      { numRuns: 300 },
    );
  });
});
