"use client";

import { useState } from "react";
import type { CellRange } from "./copy-rows.ts";

/** A place in a table as shown. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The chosen rectangle and what keys and pointer do to it. */
export interface TableCursor {
  readonly range: CellRange | null;
  readonly choose: (place: Place, extend: boolean) => void;
  /** Moves by a key; returns the row to bring into sight, or null when the key is not a table's. */
  press(event: React.KeyboardEvent): number | null;
}

const PAGE_ROWS = 12;

/** Arrows, Page, Home and End move the cursor; with Shift the rectangle grows; Ctrl or Cmd with A takes all. */
export function useTableCursor(rowCount: number, columnCount: number): TableCursor {
  const [ends, setEnds] = useState<{ readonly anchor: Place; readonly head: Place } | null>(null);
  const inside = ({ row, column }: Place): Place => ({
    row: Math.min(Math.max(row, 0), rowCount - 1),
    column: Math.min(Math.max(column, 0), columnCount - 1),
  });
  const choose = (place: Place, extend: boolean) => {
    const head = inside(place);
    setEnds((old) => ({ anchor: extend && old ? old.anchor : head, head }));
  };
  return {
    range: ends && rowCount > 0 ? rangeOf(inside(ends.anchor), inside(ends.head)) : null,
    choose,
    press(event) {
      if (rowCount === 0) return null;
      if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
        setEnds({ anchor: { row: 0, column: 0 }, head: inside({ row: rowCount, column: columnCount }) });
        return ends?.head.row ?? 0;
      }
      const next = moved(ends?.head ?? { row: -1, column: 0 }, event, rowCount, columnCount);
      if (!next) return null;
      choose(next, event.shiftKey);
      return inside(next).row;
    },
  };
}

function rangeOf(a: Place, b: Place): CellRange {
  return {
    fromRow: Math.min(a.row, b.row),
    toRow: Math.max(a.row, b.row),
    fromColumn: Math.min(a.column, b.column),
    toColumn: Math.max(a.column, b.column),
  };
}

function moved(
  { row, column }: Place,
  { key, ctrlKey, metaKey }: React.KeyboardEvent,
  rows: number,
  columns: number,
): Place | null {
  const far = ctrlKey || metaKey;
  const places: Readonly<Record<string, Place>> = {
    ArrowDown: { row: far ? rows - 1 : row + 1, column },
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowRight: { row, column: far ? columns - 1 : column + 1 },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    PageDown: { row: row + PAGE_ROWS, column },
    PageUp: { row: row - PAGE_ROWS, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
  };
  return places[key] ?? null;
}
