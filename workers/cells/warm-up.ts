import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { namedPrices } from "./named-prices.ts";
import type { PriceLibrary } from "./price-library.ts";
import { warmEngine } from "./warm-engine.ts";

/** A page that shows what an earlier visit left is drawn by then. */
const SOON_MS = 150;
/** The page is being read by then, and nothing else wants the processor. */
const REST_MS = 2000;
/** Most series that are loaded before a cell asks for them, and most bars of each. */
const MAX_SERIES = 6;
const MAX_BARS = 100_000;

const asksSql = ({ kind, source }: NotebookCell): boolean => kind === "sql" || /\bsql`/.test(source);
const runsBacktests = ({ source }: NotebookCell): boolean => /\b(backtest|sweep|optimize)\(/.test(source);

/** Has ready what a notebook's first run will want, once it rests: whoever changes a cell of kept outputs need not wait for it. */
export interface WarmUp {
  /** Nothing runs any more. */
  settled(cells: readonly NotebookCell[]): void;
  /** Something came in: a drag is not to share the processor with it. */
  pause(): void;
}

/** What is warmed up, and by what. */
export interface WarmUpParts {
  readonly warehouse: Pick<Warehouse, "query">;
  readonly library: Pick<PriceLibrary, "prepare">;
  /** Whether any cell has run: then there is nothing left to make ready but queries. */
  readonly hasRun: () => boolean;
  /** Lets messages in. */
  readonly breathe: () => Promise<void>;
}

/** Makes a warm-up: prices that cells name, the engine's code, and DuckDB for a notebook that has queries. */
export function createWarmUp({ warehouse, library, hasRun, breathe }: WarmUpParts): WarmUp {
  let isReady = false;
  let asked = false;
  let turn = 0;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  const pause = (): void => {
    turn++;
    clearTimeout(soon);
    clearTimeout(later);
  };
  const prepare = async (cells: readonly NotebookCell[]): Promise<void> => {
    const mine = turn;
    for (const { symbol, timeframe } of namedPrices(cells).slice(0, MAX_SERIES)) {
      // The cell that asks for it says what is wrong.
      await library.prepare(symbol, timeframe, MAX_BARS).catch(() => undefined);
      if (mine !== turn) return;
    }
    const steps = cells.some(runsBacktests) ? warmEngine() : [].values();
    while (steps.next().done !== true) {
      await breathe();
      if (mine !== turn) return;
    }
    isReady = true;
  };
  const startDuckDb = (): void => {
    asked = true;
    // A query that is a person's own says what is wrong; this one asks again.
    warehouse.query("SELECT 1", [], []).catch(() => (asked = false));
  };
  return {
    settled(cells) {
      pause();
      isReady ||= hasRun();
      if (!isReady) soon = setTimeout(() => void prepare(cells), SOON_MS);
      if (!asked && cells.some(asksSql)) later = setTimeout(startDuckDb, REST_MS);
    },
    pause,
  };
}
