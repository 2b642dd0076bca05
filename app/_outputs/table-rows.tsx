"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useRef } from "react";
import type { CellRange } from "./copy-rows.ts";
import { cellText, isNumeric, type ShownColumn } from "./read-table.ts";
import { TableHead } from "./table-head.tsx";
import styles from "./table.module.css";
import type { TableCursor } from "./use-table-cursor.ts";
import type { TableView } from "./use-table-view.ts";

const ROW_PX = 26;
const HEAD_PX = 54;
const SHOWN_ROWS = 12;

/** The table itself: heads that stay, rows that are in the page while they are in sight. */
export function TableRows({
  columns,
  rowCount,
  view,
  cursor,
  onCopy,
}: {
  columns: readonly ShownColumn[];
  rowCount: number;
  view: TableView;
  cursor: TableCursor;
  onCopy: () => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: HEAD_PX,
  });
  const widths = columns.map((column, at) => columnWidth(column, view.widths.get(at)));
  const template = widths.map(({ track }) => track).join(" ");
  const least = `calc(${widths.map(({ least: each }) => each).join(" + ")})`;
  const press = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey)) return onCopy();
    const row = cursor.press(event);
    if (row === null) return;
    event.preventDefault();
    event.stopPropagation();
    virtual.scrollToIndex(row);
  };
  // As high as the rows that the table has without filters, so that filtering moves nothing below it.
  const shown = Math.max(rowCount, view.filters.size > 0 ? SHOWN_ROWS : 1);
  return (
    <div
      ref={frame}
      className={styles.frame}
      style={{ height: Math.min(shown, SHOWN_ROWS) * ROW_PX + HEAD_PX + 3 }}
      tabIndex={0}
      role="region"
      aria-label="Table"
      onKeyDown={press}
    >
      <div
        className={styles.table}
        role="table"
        aria-rowcount={rowCount}
        style={{ "--columns": template, "--least": least } as React.CSSProperties}
      >
        <div className={styles.head} role="row">
          {columns.map((column, at) => (
            <TableHead key={at} column={column} at={at} view={view} />
          ))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="rowgroup">
          {virtual.getVirtualItems().map((item) => (
            <Row
              key={item.key}
              columns={columns}
              row={view.order ? (view.order[item.index] ?? 0) : item.index}
              shownAt={item.index}
              top={item.start}
              chosen={inRange(cursor.range, item.index) ? cursor.range : null}
              onChoose={cursor.choose}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const inRange = (range: CellRange | null, row: number) =>
  range !== null && row >= range.fromRow && row <= range.toRow;

/**
 * Wide enough for the head and the first values; fixed, so that scrolling never shifts columns. What room is left goes to
 * columns as they need it: equal shares would make each as wide as the widest.
 */
function columnWidth(column: ShownColumn, px: number | undefined): { least: string; track: string } {
  if (px !== undefined) return { least: `${px}px`, track: `${px}px` };
  const texts = Array.from({ length: Math.min(column.values.length, 40) }, (_, row) =>
    cellText(column.values[row], column),
  );
  const chars = Math.min(Math.max(column.name.length + 4, ...texts.map((text) => text.length)), 48) + 3;
  return { least: `${chars}ch`, track: `minmax(${chars}ch, ${chars}fr)` };
}

interface RowProps {
  readonly columns: readonly ShownColumn[];
  readonly row: number;
  readonly shownAt: number;
  readonly top: number;
  readonly chosen: CellRange | null;
  readonly onChoose: TableCursor["choose"];
}

const Row = memo(function Row({ columns, row, shownAt, top, chosen, onChoose }: RowProps) {
  return (
    <div role="row" aria-rowindex={shownAt + 1} className={styles.row} style={{ top, height: ROW_PX }}>
      {columns.map((column, at) => (
        <div
          key={at}
          role="cell"
          className={isNumeric(column) ? "numeric" : undefined}
          data-chosen={chosen !== null && at >= chosen.fromColumn && at <= chosen.toColumn}
          onPointerDown={(event) => onChoose({ row: shownAt, column: at }, event.shiftKey)}
        >
          {shownText(column, row)}
        </div>
      ))}
    </div>
  );
});

/** Longer texts are cut; the whole is on the clipboard. */
const TEXT_CHARS = 200;

function shownText(column: ShownColumn, row: number): string {
  const text = cellText(column.values[row], column);
  return text.length <= TEXT_CHARS
    ? text
    : `${text.slice(0, TEXT_CHARS)}… (${text.length.toLocaleString("en-US")} characters)`;
}
