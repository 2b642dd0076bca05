import { describe, expect, test } from "vitest";
import { runNotebookFile } from "#server/cli/run.ts";

const SP500 = "node_modules/vega-datasets/data/sp500-2000.csv";

describe("the example notebooks", () => {
  test.each(["01-first-backtest", "02-ways-to-write-a-strategy", "03-a-universe"])(
    "%s runs from the top, every cell fresh",
    async (name) => {
      const errors: string[] = [];
      const code = await runNotebookFile(`notebooks/${name}.nb.ts`, {
        bars: { SP500 },
        print: () => undefined,
        printError: (text) => errors.push(text),
      });
      expect([code, errors]).toEqual([0, []]);
    },
  );
});
