"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, Copy } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { IconButton } from "../_ui/button.tsx";
import styles from "./outputs.module.css";
import { cellText, plainText, readTable, type ShownColumn, sortedRows } from "./read-table.ts";

const ROW_PX = 28;
const SHOWN_ROWS = 12;
const COPY_LIMIT = 50_000;

interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** An Arrow table: only the rows in sight are in the page; a click on a head sorts. */
export function TableOutput({ ipc, rowCount }: { ipc: Uint8Array; rowCount: number }) {
  const columns = useMemo(() => readTable(ipc), [ipc]);
  const [sort, setSort] = useState<Sort | null>(null);
  const order = useMemo(() => {
    const column = sort ? columns[sort.column] : undefined;
    return column && sort ? sortedRows(column, rowCount, sort.descending) : null;
  }, [columns, sort, rowCount]);
  const template = { gridTemplateColumns: columns.map(columnWidth).join(" ") };
  return (
    <div>
      <Rows columns={columns} rowCount={rowCount} order={order} template={template}>
        <div className={`${styles.tableRow} ${styles.tableHead}`} style={template} role="row">
          {columns.map((column, index) => (
            <HeadCell key={index} column={column} index={index} sort={sort} onSort={setSort} />
          ))}
        </div>
      </Rows>
      <div className={styles.caption}>
        {counted(rowCount, "row")}, {counted(columns.length, "column")}
        <IconButton
          label="Copy as tab-separated text"
          onClick={() => void copyTable(columns, rowCount, order)}
        >
          <Copy size={13} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

const counted = (count: number, noun: string) =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

const isNumeric = (column: ShownColumn) => column.kind === "number" || column.kind === "integer";

/** Wide enough for the head and the first values; fixed, so that scrolling never shifts columns. */
function columnWidth(column: ShownColumn): string {
  const texts = Array.from({ length: Math.min(column.values.length, 40) }, (_, row) =>
    cellText(column.values[row], column),
  );
  const chars = Math.max(column.name.length + 2, ...texts.map((text) => text.length));
  return `minmax(${Math.min(chars, 48) + 3}ch, 1fr)`;
}

function HeadCell({
  column,
  index,
  sort,
  onSort,
}: {
  column: ShownColumn;
  index: number;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
}) {
  const sorted = sort?.column === index ? sort : null;
  const direction = sorted ? (sorted.descending ? "descending" : "ascending") : "none";
  return (
    <div role="columnheader" aria-sort={direction} className={isNumeric(column) ? "numeric" : undefined}>
      <button
        type="button"
        className={styles.headButton}
        onClick={() => onSort({ column: index, descending: sorted ? !sorted.descending : isNumeric(column) })}
      >
        {column.name} {sorted ? sorted.descending ? <ArrowDown size={11} /> : <ArrowUp size={11} /> : null}
      </button>
    </div>
  );
}

function Rows({
  columns,
  rowCount,
  order,
  template,
  children,
}: {
  columns: readonly ShownColumn[];
  rowCount: number;
  order: readonly number[] | null;
  template: { gridTemplateColumns: string };
  children: React.ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const height = Math.min(rowCount, SHOWN_ROWS) * ROW_PX + ROW_PX + 3;
  return (
    <div
      ref={frame}
      className={styles.tableFrame}
      style={{ height }}
      tabIndex={0}
      role="region"
      aria-label="Table"
    >
      <div className={styles.table} role="table" aria-rowcount={rowCount}>
        {children}
        <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="rowgroup">
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 1}
              className={styles.tableRow}
              style={{ ...template, position: "absolute", insetInline: 0, top: item.start, height: ROW_PX }}
            >
              {columns.map((column, index) => (
                <div key={index} role="cell" className={isNumeric(column) ? "numeric" : undefined}>
                  {cellText(column.values[order?.[item.index] ?? item.index], column)}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Copies what is shown, in the order shown. */
async function copyTable(
  columns: readonly ShownColumn[],
  rowCount: number,
  order: readonly number[] | null,
): Promise<void> {
  const rows = Math.min(rowCount, COPY_LIMIT);
  const lines = [columns.map((column) => column.name).join("\t")];
  for (let row = 0; row < rows; row++) {
    const at = order?.[row] ?? row;
    lines.push(columns.map((column) => plainText(column.values[at])).join("\t"));
  }
  await navigator.clipboard.writeText(lines.join("\n"));
  toast(rows < rowCount ? `Copied the first ${rows} of ${rowCount} rows` : `Copied ${rows} rows`);
}
