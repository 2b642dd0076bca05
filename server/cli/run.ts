import { readFile } from "node:fs/promises";
import { EngineError, toPlainError } from "#engine/errors.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";
import { readEnv } from "#server/env.ts";
import { readDates } from "./headless/csv-bars.ts";
import { databasePrices } from "./headless/database-prices.ts";
import { executeNotebook } from "./headless/execute-notebook.ts";
import { filePrices } from "./headless/file-prices.ts";
import { serverPrices } from "./headless/server-prices.ts";
import { describeCell, describeFailure, summariseCell } from "./headless/report.ts";

/** How to run a notebook file. */
export interface RunOptions {
  /** Print one JSON object instead of text. */
  readonly json?: boolean;
  /** CSV path by symbol; no database is opened when it is given. */
  readonly bars?: Readonly<Record<string, string>>;
  /** How dates like 01/02/2024 are written in those files: mdy or dmy. */
  readonly dates?: string | undefined;
  /** Slider values by name. */
  readonly inputs?: Readonly<Record<string, number>>;
  /** Whether backtests are audited; true by default. */
  readonly audit?: boolean;
  /** Where text goes; the process' own streams by default. */
  readonly print?: (text: string) => void;
  readonly printError?: (text: string) => void;
}

async function readNotebook(path: string): Promise<NotebookDocument> {
  if (!path.endsWith(".nb.ts")) {
    throw new EngineError("bad-notebook", `not a notebook file: ${path}; give the path of a .nb.ts file`);
  }
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new EngineError(
      "bad-notebook",
      `unreadable notebook file: ${path}; give the path of a .nb.ts file`,
    );
  }
  return parseNotebook(text);
}

async function withPrices<T>(
  { bars, dates }: RunOptions,
  remark: (words: string) => void,
  act: (prices: PriceSource) => Promise<T>,
): Promise<T> {
  if (bars !== undefined && Object.keys(bars).length > 0)
    return act(await filePrices(bars, readDates(dates), remark));
  const { LOOKBACK_SERVER: server, LOOKBACK_TOKEN: token } = readEnv();
  if (server !== undefined) return act(serverPrices({ server, token }));
  const prices = await databasePrices();
  try {
    return await act(prices);
  } finally {
    await prices.close();
  }
}

/**
 * Runs a notebook file headless, cells in dependency order, with the browser's own runtime, engine and warehouse.
 *
 * @returns The exit code: 0 when every cell is fresh, 1 when one failed ("cell <id> line <n>: message" on the error
 * stream), 2 when the notebook or its prices could not be read.
 */
export async function runNotebookFile(path: string, options: RunOptions = {}): Promise<number> {
  const print = options.print ?? ((text: string) => void process.stdout.write(`${text}\n`));
  const printError = options.printError ?? ((text: string) => void process.stderr.write(`${text}\n`));
  try {
    const document = await readNotebook(path);
    const states = await withPrices(options, printError, (prices) =>
      executeNotebook(document, prices, options.inputs, options.audit !== false),
    );
    if (options.json === true)
      print(
        JSON.stringify({ notebook: path, title: document.title, cells: states.map(describeCell) }, null, 2),
      );
    else for (const state of states) print(summariseCell(state));
    return reportFailures(states, printError);
  } catch (error) {
    printError(toPlainError(error).message);
    return 2;
  }
}

function reportFailures(states: readonly CellState[], printError: (text: string) => void): number {
  const failures = states.map(describeFailure).filter((text) => text !== null);
  for (const failure of failures) printError(failure);
  return failures.length > 0 || states.some((state) => state.status !== "fresh") ? 1 : 0;
}
