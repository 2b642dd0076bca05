import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";

/** `bars("SP500")` or `bars("SP500", { timeframe: "1h" })`: a symbol in quotes, and what stands before the call's first closing bracket. */
const CALL = /\bbars\(\s*(["'`])([A-Za-z0-9._^=-]{1,40})\1([^)]*)/g;
const TIMEFRAME = /\btimeframe\s*:\s*["'`](\w+)["'`]/;

/** The prices that cells name in their text, each once, in order: not all that they ask for, since a symbol may be computed. */
export function namedPrices(
  cells: readonly NotebookCell[],
): readonly Pick<BarsRequest, "symbol" | "timeframe">[] {
  const found = new Map<string, Pick<BarsRequest, "symbol" | "timeframe">>();
  for (const { kind, source } of cells) {
    if (kind !== "ts") continue;
    for (const [, , symbol = "", options = ""] of source.matchAll(CALL)) {
      const named = TIMEFRAME.exec(options)?.[1];
      const timeframe = TIMEFRAMES.find((each) => each === (named ?? "1d"));
      if (timeframe !== undefined) found.set(`${symbol} ${timeframe}`, { symbol, timeframe });
    }
  }
  return [...found.values()];
}
