import { describe, expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { describeReference } from "#app/_reference/describe-reference.ts";
import { executeNotebook } from "#server/cli/headless/execute-notebook.ts";
import { filePrices } from "#server/cli/headless/file-prices.ts";

const AAPL = "node_modules/@observablehq/sample-datasets/aapl.csv";
const SP500 = "node_modules/vega-datasets/data/sp500-2000.csv";
const reference = describeReference(".");

/** Runs a chapter's examples, each as a notebook of its own cells, and gives what failed. */
async function failuresOf(examples: readonly (readonly [string, string])[]): Promise<string[]> {
  const cells = examples.map(([, source], at): NotebookCell => ({ id: `c${at}`, kind: "ts", source }));
  const states = await executeNotebook({ title: "examples", cells }, await filePrices({ AAPL, SP500 }));
  return states
    .filter(({ status }) => status !== "fresh")
    .map(({ cellId, error, reason }) => {
      const [kind] = examples[Number(cellId.slice(1))] ?? [];
      return `${kind}: ${error?.message ?? reason ?? "?"}`;
    });
}

describe("the reference's live examples", () => {
  test("there is one for every block, every input and chart, and every function of the engine", () => {
    const without = reference
      .filter(({ name }) => name !== "research")
      .flatMap(({ name, entries }) => entries.map(({ kind, example }) => ({ name, kind, example })))
      .filter(({ example }) => example === null);
    expect(without).toEqual([]);
    expect(reference.flatMap(({ entries }) => entries).length).toBeGreaterThan(250);
  });

  test.each(reference.map(({ name, entries }) => ({ name, entries })))(
    "all of $name run",
    async ({ entries }) => {
      const examples = entries.flatMap(({ kind, example }) =>
        example === null ? [] : [[kind, example] as const],
      );
      expect(await failuresOf(examples)).toEqual([]);
    },
  );
});
