import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runNotebookFile } from "#server/cli/run.ts";

const SP500 = "node_modules/vega-datasets/data/sp500-2000.csv";
const PEEK = `// --- notebook
// title: "Peek"
// nb: 1
// ---

// %% [ts] id="prices"
export const prices = await bars("SP500", { from: "2015-01-01" });

// %% [ts] id="day"
export const bestDay = prices.close.indexOf(Math.min(...prices.close));

// %% [ts] id="peek"
backtest(defineStrategy({
  name: "peek", version: "1.0.0", signal: ({ bar }) => (bar === bestDay ? buy() : hold()),
}), { bars: prices })

// %% [ts] id="honest"
backtest(defineStrategy({
  name: "honest", version: "1.0.0", signal: ({ close }) => (close.now > close.ago(5) ? buy() : exit()),
}), { bars: prices })
`;

test("a notebook on the command line says of each backtest whether it looks ahead, through its cells too", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "lookback-")), "peek.nb.ts");
  writeFileSync(file, PEEK);
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  expect(await runNotebookFile(file, { bars: { SP500 }, print, printError: print })).toBe(0);
  const verdicts = lines
    .join("\n")
    .split("\n")
    .filter((line) => /causal on|LOOKS AHEAD/.test(line));
  expect(verdicts).toHaveLength(2);
  expect(verdicts[0]).toMatch(/LOOKS AHEAD: .*SP500.*its cells: leaks/);
  expect(verdicts[1]).toMatch(/^ {2}causal on 64 shorter histories$/);
});
