import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import * as engine from "#engine/index.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Strategy } from "#engine/strategy.ts";
import { compileCell } from "#workers/cells/syntax.ts";
import { followRecipe, recipeOf, type RanCell, type Recipe } from "#workers/pool/recipe.ts";
import { recipeCode } from "#workers/pool/recipe-code.ts";
import { evaluateCell } from "#workers/cells/evaluate.ts";
import { helperScope } from "#workers/pool/helper-scope.ts";
import { NO_STOP } from "#workers/cells/stop-flag.ts";

const bars = engine.syntheticMarket({ kind: "trending", bars: 300, seed: 6 });

/** Evaluates cells one after the other, and finds how the named value can be made elsewhere. */
async function recipeFor(name: string, sources: readonly string[]): Promise<Recipe | undefined> {
  const made = new Map<string, unknown>();
  const owners = new Map<string, RanCell>();
  for (const [at, source] of sources.entries()) {
    const cell = { id: `c${at}`, kind: "ts", source } as NotebookCell;
    const { program } = compileCell(cell);
    const values = new Map([...made].filter(([read]) => program.reads.includes(read)));
    const found = await evaluateCell(program, { ...helperScope, ...Object.fromEntries(values) }, NO_STOP);
    for (const [defined, value] of found.values) {
      made.set(defined, value);
      owners.set(defined, { program, values });
    }
  }
  return recipeOf(made.get(name), made, { owner: (each) => owners.get(each), isOfSession: () => false });
}

/** What the code makes where there is the engine and nothing else. */
function runAlone(code: string, name: string): Strategy {
  return runInContext(
    `"use strict"; (() => { ${code}\n; return ${name}; })()`,
    createContext({ ...engine }),
  ) as Strategy;
}

const CELLS = [
  "const lengths = { fast: 4, slow: [30, 40][1] as number, level: -0, far: 1 / 3 }; display(lengths);",
  "function twice(x: number): number { let sum = 0; for (let i = 0; i < 2; i++) sum += x; console.log(sum); return sum; }",
  `const cross = defineStrategy({ name: "cross", version: "1.0.0", params: { fast: int(twice(lengths.fast), { min: 2, max: 30 }) },
     indicators: ({ fast }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: lengths.slow }) }),
     signal: ({ fast, slow }) => { for (const one of [1]) if (fast.now > slow.now * one) return buy(); return exit(); } });`,
];

describe("a recipe as code", () => {
  it.each([
    ["const month = (time: number) => new Date(time).getUTCMonth();", true],
    ["const month = (time: number) => new Date(time + 1_000).getUTCMonth() + Date.UTC(2024, 0, 1);", true],
    ["const month = (time: number) => new Date(time).getMonth();", false],
    ["const month = () => new Date().getUTCMonth();", false],
    ["const month = () => Date.now();", false],
    ['const month = () => Date.parse("2024-01-01 10:00");', false],
  ])("takes dates that are the same everywhere, and no others: %s", async (source, isSame) => {
    expect((await recipeFor("month", [source])) !== undefined).toBe(isSame);
  });

  it("makes a strategy that runs to the same bits where there is the engine and nothing else", async () => {
    const recipe = await recipeFor("cross", CELLS);
    if (!recipe) throw new Error("no recipe");
    const here = (await followRecipe(recipe, NO_STOP)) as Strategy;
    const alone = runAlone(recipeCode(recipe), recipe.name);
    const run = (strategy: Strategy) => engine.backtest(strategy, { bars, params: { fast: 6 } });
    expect(run(alone).resultHash).toBe(run(here).resultHash);
    expect(run(alone).trades.length).toBeGreaterThan(0);
    expect(alone.code()).toBe(here.code());
  });

  it("is the same text for the same cells, so that the server keeps it once", async () => {
    const [one, two] = [await recipeFor("cross", CELLS), await recipeFor("cross", CELLS)];
    expect(one && recipeCode(one)).toBe(two && recipeCode(two));
  });

  it.each([
    ["waits", "const late = await Promise.resolve(3);", "waits for something"],
    [
      "reads an indicator of the notebook",
      "const late = typeof indicator === 'function' ? 3 : 4;",
      "indicator() is of the notebook",
    ],
    [
      "looks a table up",
      "const late = typeof asOf === 'function' ? 3 : 4;",
      "asOf() looks a table up that is only in this notebook",
    ],
  ])("of a cell that %s is refused with the reason", async (_, cell, words) => {
    const strategy = `const slow = defineStrategy({ name: "slow", version: "1.0.0", params: { n: int(late, { min: 2, max: 9 }) }, signal: () => hold() });`;
    const recipe = await recipeFor("slow", [
      `${cell} const own = () => late;`,
      strategy.replace("late,", "own(),"),
    ]);
    if (!recipe) throw new Error("no recipe");
    expect(() => recipeCode(recipe)).toThrow(words);
  });

  it("with a table of the notebook is refused with its name", async () => {
    const recipe = await recipeFor("slow", [
      "const news = table([{ n: 3 }]);",
      `const slow = defineStrategy({ name: "slow", version: "1.0.0", params: { n: int(news.rowCount, { min: 1, max: 9 }) }, signal: () => hold() });`,
    ]);
    if (!recipe) throw new Error("no recipe");
    expect(() => recipeCode(recipe)).toThrow("news is a table of this notebook, which no server has");
  });
});
