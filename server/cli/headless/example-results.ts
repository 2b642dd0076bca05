import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "#engine/errors.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { describeFailure } from "./report.ts";
import { executeNotebook } from "./execute-notebook.ts";
import { filePrices } from "./file-prices.ts";

/** Result hash of each cell that shows a backtest, by cell id. */
export type ResultHashes = Readonly<Record<string, string>>;

/** The real prices that the example notebooks read, by symbol: files of packages that are installed anyway. */
const SAMPLES = {
  SP500: "node_modules/vega-datasets/data/sp500-2000.csv",
  AAPL: "node_modules/@observablehq/sample-datasets/aapl.csv",
} as const;

/** Names of the example notebooks in the order of the book. @param root Folder that holds `notebooks`. */
export function exampleNames(root: string): string[] {
  const files = readdirSync(join(root, "notebooks")).filter((file) => file.endsWith(".nb.ts"));
  return files.map((file) => file.slice(0, -".nb.ts".length)).sort();
}

/**
 * Runs one example notebook from the top, headless.
 *
 * @returns The result hash of every backtest that it shows.
 * @throws EngineError "bad-notebook" naming the cells that failed.
 */
export async function runExample(root: string, name: string): Promise<ResultHashes> {
  const document = parseNotebook(readFileSync(join(root, "notebooks", `${name}.nb.ts`), "utf8"));
  const samples = Object.entries(SAMPLES).map(([symbol, path]) => [symbol, join(root, path)] as const);
  const states = await executeNotebook(document, await filePrices(Object.fromEntries(samples)));
  const failures = states.flatMap((state) => describeFailure(state) ?? []);
  if (failures.length > 0)
    throw new EngineError("bad-notebook", `${name} fails: ${failures.join("; ")}`.slice(0, 2000));
  const hashes = states.flatMap(({ cellId, outputs = [] }) =>
    outputs.flatMap((output) =>
      output.type === "backtest" ? [[cellId, output.result.resultHash] as const] : [],
    ),
  );
  return Object.fromEntries(hashes);
}

/** Where the hashes of all examples are kept: by notebook, then by cell. */
export const recordedPath = (root: string): string => join(root, "notebooks", "recorded.json");
