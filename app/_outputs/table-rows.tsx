"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useRef } from "react";
import { charsOf, columnWidth, LINE_CHARS } from "./column-width.ts";
import { type CellRange, cutText, isOwnSelection } from "./copy-rows.ts";
import { cellText, isNumeric, type ShownColumn } from "./read-table.ts";
import { TableHead } from "./table-head.tsx";
import styles from "./table.module.css";
import type { TableCursor } from "./use-table-cursor.ts";
import type { TableView } from "./use-table-view.ts";

const ROW_PX = 26;
const HEAD_PX = 54;
/** Of a head that does not say how its values lie: of a few rows one sees it. */
const LOW_HEAD_PX = 34;
const FEW_ROWS = 6;
const SHOWN_ROWS = 12;
/** Tables of so many rows break long texts into lines; all of their rows are in the page. */
const READ_ROWS = 24;

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
  const allRows = columns[0]?.values.length ?? 0;
  const headPx = allRows <= FEW_ROWS ? LOW_HEAD_PX : HEAD_PX;
  const wraps = allRows <= READ_ROWS && columns.some((column) => charsOf(column) > LINE_CHARS);
  const everyRow = Array.from({ length: wraps ? rowCount : 0 }, (_, index) => ({
    key: index,
    index,
    start: null,
  }));
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: headPx,
  });
  const widths = columns.map((column, at) => columnWidth(column, view.widths.get(at), wraps));
  const template = widths.map(({ track }) => track).join(" ");
  const least = `calc(${widths.map(({ least: each }) => each).join(" + ")})`;
  const press = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey)) {
      if (isOwnSelection(getSelection()?.toString() ?? "")) return;
      // The browser would put what is shown on the clipboard, and race with the whole values.
      event.preventDefault();
      return onCopy();
    }
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
      style={wraps ? undefined : { height: Math.min(shown, SHOWN_ROWS) * ROW_PX + headPx + 3 }}
      tabIndex={0}
      role="region"
      aria-label="Table"
      onKeyDown={press}
    >
      <div
        className={styles.table}
        role="table"
        aria-rowcount={rowCount}
        data-wraps={wraps}
        style={{ "--columns": template, "--least": least } as React.CSSProperties}
      >
        <div className={styles.head} role="row">
          {columns.map((column, at) => (
            <TableHead key={at} column={column} at={at} view={view} spreads={headPx === HEAD_PX} />
          ))}
        </div>
        <div
          style={wraps ? undefined : { height: virtual.getTotalSize(), position: "relative" }}
          role="rowgroup"
        >
          {(wraps ? everyRow : virtual.getVirtualItems()).map((item) => (
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

interface RowProps {
  readonly columns: readonly ShownColumn[];
  readonly row: number;
  readonly shownAt: number;
  /** Null in a table whose rows are as high as their texts. */
  readonly top: number | null;
  readonly chosen: CellRange | null;
  readonly onChoose: TableCursor["choose"];
}

const Row = memo(function Row({ columns, row, shownAt, top, chosen, onChoose }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={shownAt + 1}
      className={styles.row}
      style={top === null ? undefined : { top, height: ROW_PX }}
    >
      {columns.map((column, at) => (
        <div
          key={at}
          role="cell"
          className={isNumeric(column) ? "numeric" : undefined}
          data-chosen={chosen !== null && at >= chosen.fromColumn && at <= chosen.toColumn}
          title={longText(column, row)}
          onPointerDown={(event) => onChoose({ row: shownAt, column: at }, event.shiftKey)}
        >
          {shownText(column, row, top === null ? READ_CHARS : TEXT_CHARS)}
        </div>
      ))}
    </div>
  );
});

/** The whole of a text that may be cut off by its column. */
function longText(column: ShownColumn, row: number): string | undefined {
  if (column.kind !== "text") return undefined;
  const text = shownText(column, row, TEXT_CHARS);
  return text.length > LINE_CHARS ? text : undefined;
}

/** Longer texts are cut, those that are broken into lines later; the whole is on the clipboard. */
const TEXT_CHARS = 200;
const READ_CHARS = 1200;

/** A value as a cell shows it, cut after so many characters. */
export function shownText(column: ShownColumn, row: number, most: number): string {
  return cutText(cellText(column.values[row], column), most);
}
