import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

/** The page is being read by then, and nothing else wants the processor. */
const REST_MS = 1000;

const asksSql = ({ kind, source }: NotebookCell): boolean => kind === "sql" || /\bsql`/.test(source);

/** Starts DuckDB for a notebook that has queries, once nothing runs: whoever asks the first one need not wait for it. */
export function createWarmUp(warehouse: Pick<Warehouse, "query">): (cells: readonly NotebookCell[]) => void {
  let asked = false;
  return (cells) => {
    if (asked || !cells.some(asksSql)) return;
    asked = true;
    setTimeout(() => {
      // A query that is a person's own says what is wrong; this one asks again.
      warehouse.query("SELECT 1", [], []).catch(() => (asked = false));
    }, REST_MS);
  };
}
