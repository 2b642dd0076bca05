import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

/** The page is being read by then, and nothing else wants the processor. */
const REST_MS = 2000;

const asksSql = ({ kind, source }: NotebookCell): boolean => kind === "sql" || /\bsql`/.test(source);

/** Starts DuckDB for a notebook that has queries, once it rests: whoever asks the first one need not wait for it. */
export interface WarmUp {
  /** Nothing runs any more. */
  settled(cells: readonly NotebookCell[]): void;
  /** Something came in: a drag is not to share the processor with it. */
  pause(): void;
}

/** Makes a warm-up of a warehouse. */
export function createWarmUp(warehouse: Pick<Warehouse, "query">): WarmUp {
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => {
    asked = true;
    // A query that is a person's own says what is wrong; this one asks again.
    warehouse.query("SELECT 1", [], []).catch(() => (asked = false));
  };
  return {
    settled(cells) {
      clearTimeout(timer);
      if (!asked && cells.some(asksSql)) timer = setTimeout(start, REST_MS);
    },
    pause: () => clearTimeout(timer),
  };
}
