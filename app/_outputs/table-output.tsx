"use client";

import { Copy, Database } from "lucide-react";
import { use, useMemo } from "react";
import { toast } from "sonner";
import { IconButton } from "../_ui/button.tsx";
import { EagerContext } from "../_ui/use-near-viewport.ts";
import { type CellRange, COPY_LIMIT, tabSeparated } from "./copy-rows.ts";
import { PaperTable } from "./paper-table.tsx";
import { readTable, type ShownColumn } from "./read-table.ts";
import { TableRows } from "./table-rows.tsx";
import styles from "./table.module.css";
import { useTableCursor } from "./use-table-cursor.ts";
import { type TableView, useTableView } from "./use-table-view.ts";

/** Most rows that can be scrolled to: a page's height has a limit. */
const SCROLL_ROWS = 1_000_000;

interface TableOutputProps {
  readonly ipc: Uint8Array;
  readonly rowCount: number;
  /** Opens a query over this table; absent where it has no name. */
  readonly onOpenSql?: (() => void) | undefined;
}

/** An Arrow table: to be looked through on the screen, to be read on a page that is for paper. */
export function TableOutput({ ipc, rowCount, onOpenSql }: TableOutputProps) {
  const columns = useMemo(() => readTable(ipc), [ipc]);
  const forPaper = use(EagerContext);
  if (columns.length === 0) return <p className={styles.caption}>No rows</p>;
  if (forPaper) return <PaperTable columns={columns} rowCount={rowCount} />;
  return <ScreenTable columns={columns} rowCount={rowCount} onOpenSql={onOpenSql} />;
}

/** Only the rows in sight are in the page; heads sort, filter and tell what their column holds. */
function ScreenTable({
  columns,
  rowCount,
  onOpenSql,
}: Omit<TableOutputProps, "ipc"> & { readonly columns: readonly ShownColumn[] }) {
  const view = useTableView(columns, rowCount);
  const rows = Math.min(view.shownRows, SCROLL_ROWS);
  const cursor = useTableCursor(rows, columns.length);
  const whole = { fromRow: 0, toRow: view.shownRows - 1, fromColumn: 0, toColumn: columns.length - 1 };
  const copy = (range: CellRange | null) =>
    void copyRange(columns, view.order, range ?? whole, range === null);
  return (
    <div>
      <TableRows
        columns={columns}
        rowCount={rows}
        view={view}
        cursor={cursor}
        onCopy={() => copy(cursor.range)}
      />
      <div className={styles.caption}>
        <span>{captionOf(rowCount, columns.length, view)}</span>
        {cursor.range ? (
          <button type="button" onClick={() => copy(cursor.range)}>
            Copy selection
          </button>
        ) : null}
        <IconButton label="Copy all as tab-separated text" onClick={() => copy(null)}>
          <Copy size={13} aria-hidden />
        </IconButton>
        {onOpenSql ? (
          <IconButton label="Open as SQL" onClick={onOpenSql}>
            <Database size={13} aria-hidden />
          </IconButton>
        ) : null}
      </div>
    </div>
  );
}

const counted = (count: number, noun: string) =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

function captionOf(rowCount: number, columnCount: number, { shownRows, filters }: TableView): string {
  const rows =
    filters.size > 0
      ? `${shownRows.toLocaleString("en-US")} of ${counted(rowCount, "row")}`
      : counted(rowCount, "row");
  const cut =
    shownRows > SCROLL_ROWS
      ? `; the first ${SCROLL_ROWS.toLocaleString("en-US")} can be scrolled to, filter to see others`
      : "";
  return `${rows}, ${counted(columnCount, "column")}${cut}`;
}

/** Puts a rectangle on the clipboard; with its head when it is the whole table. */
async function copyRange(
  columns: readonly ShownColumn[],
  order: Uint32Array | null,
  range: CellRange,
  withHead: boolean,
): Promise<void> {
  const rows = range.toRow - range.fromRow + 1;
  try {
    await navigator.clipboard.writeText(tabSeparated(columns, order, range, withHead));
    toast(
      rows > COPY_LIMIT ? `Copied the first ${COPY_LIMIT} of ${rows} rows` : `Copied ${counted(rows, "row")}`,
    );
  } catch {
    toast.error("The browser did not let the page copy; click into the page and try again");
  }
}
