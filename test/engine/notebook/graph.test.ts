import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ancestors, buildGraph, descendants } from "#engine/notebook/graph.ts";

const page = fc
  .array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  .map((reads) =>
    reads.map((names, i) => ({ id: `c${i}`, defines: [`v${i}`], reads: names.map((n) => `v${n}`) })),
  );

describe("the notebook graph", () => {
  test("lists every cell once, parents before children wherever no cycle is above them", () => {
    fc.assert(
      fc.property(page, (cells) => {
        const graph = buildGraph(cells);
        expect([...graph.order].sort()).toEqual(cells.map((c) => c.id).sort());
        for (const [child, parents] of graph.parents) {
          const looped = [...ancestors(graph, [child])].some((id) => graph.problems.has(id));
          for (const parent of parents)
            if (!looped) expect(graph.order.indexOf(parent)).toBeLessThan(graph.order.indexOf(child));
        }
      }),
    );
  });

  test("blames a cycle on exactly the cells that reach themselves, with a path that closes", () => {
    fc.assert(
      fc.property(page, (cells) => {
        const graph = buildGraph(cells);
        for (const { id } of cells) {
          const below = descendants(graph, graph.children.get(id) ?? []);
          const problem = graph.problems.get(id);
          expect(problem?.kind === "cycle").toBe(below.has(id));
          if (problem?.kind === "cycle") expect([problem.path[0], problem.path.at(-1)]).toEqual([id, id]);
        }
      }),
    );
  });

  test("puts the backtests above a query of runs before it, and closes no circle by that", () => {
    const told = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(page, told, (cells, extras) => {
        const asking = cells.map((cell, i) => {
          const [makes = false, asks = false] = extras[i] ?? [];
          return {
            ...cell,
            reads: [...cell.reads, ...(makes ? ["backtest"] : []), ...(asks ? ["trades"] : [])],
          };
        });
        const plain = buildGraph(cells);
        const graph = buildGraph(asking);
        expect([...graph.order].sort()).toEqual(cells.map((c) => c.id).sort());
        expect([...graph.problems.keys()]).toEqual([...plain.problems.keys()]);
        for (const [id, makers] of graph.makers)
          for (const maker of makers) {
            expect(graph.order.indexOf(maker)).toBeLessThan(graph.order.indexOf(id));
            expect(cells.findIndex((c) => c.id === maker)).toBeLessThan(cells.findIndex((c) => c.id === id));
          }
      }),
    );
  });

  test("ties a query of runs to whoever calls backtest above it, even through a function, and not to what is below", () => {
    const cells = [
      { id: "run", defines: ["run"], reads: ["backtest"] },
      { id: "a", defines: [], reads: ["run"] },
      { id: "q", defines: ["q"], reads: ["TRADES"] },
      { id: "later", defines: [], reads: ["backtest"] },
    ];
    expect(buildGraph(cells).makers.get("q")).toEqual(["run", "a"]);
    expect(buildGraph([...cells, { id: "own", defines: ["TRADES"], reads: [] }]).makers.size).toBe(0);
  });

  test("keeps page order among cells that do not depend on each other", () => {
    const cells = ["d", "b", "c", "a"].map((id) => ({ id, defines: [id], reads: [] }));
    expect(buildGraph(cells).order).toEqual(["d", "b", "c", "a"]);
  });

  test("names that no cell defines are listed by reader", () => {
    expect(buildGraph([{ id: "a", defines: [], reads: ["sma", "mistake"] }]).free.get("a")).toEqual([
      "sma",
      "mistake",
    ]);
  });
});
