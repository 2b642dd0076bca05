"use client";

import { useEffect, useMemo, useState } from "react";
import { type ColumnSummary, summariseColumn } from "./column-summary.ts";
import type { ShownColumn } from "./read-table.ts";
import { type Filter, type Filters, rowOrder, type Sort } from "./row-order.ts";

/** What a reader has made of a table: its order, what is left out, how wide its columns are. */
export interface TableView {
  readonly order: Uint32Array | null;
  /** Rows that are left after filtering. */
  readonly shownRows: number;
  readonly sorts: readonly Sort[];
  readonly filters: Filters;
  readonly widths: ReadonlyMap<number, number>;
  /** One per column; undefined until they are counted. */
  readonly summaries: readonly ColumnSummary[] | undefined;
  /** Sorts by a column, or turns its order round, or takes it away; `add` keeps the other sorted columns. */
  sortBy(column: number, add: boolean): void;
  filterBy(column: number, filter: Filter | null): void;
  resize(column: number, px: number): void;
}

/** How narrow and how wide a column can be made. */
export const MIN_WIDTH_PX = 48;
export const MAX_WIDTH_PX = 900;

/** Keeps a table's view across re-runs of its cell: the columns stay the same, their values change. */
export function useTableView(columns: readonly ShownColumn[], rowCount: number): TableView {
  const [sorts, setSorts] = useState<readonly Sort[]>([]);
  const [filters, setFilters] = useState<Filters>(new Map());
  const [widths, setWidths] = useState<ReadonlyMap<number, number>>(new Map());
  const order = useMemo(
    () => rowOrder(columns, rowCount, sorts, filters),
    [columns, rowCount, sorts, filters],
  );
  return {
    order,
    shownRows: order ? order.length : rowCount,
    sorts,
    filters,
    widths,
    summaries: useSummaries(columns, rowCount),
    sortBy: (column, add) => setSorts((old) => nextSorts(old, column, columns[column]?.kind !== "text", add)),
    filterBy(column, filter) {
      setFilters((old) => {
        const next = new Map(old);
        if (filter) next.set(column, filter);
        else next.delete(column);
        return next;
      });
    },
    resize(column, px) {
      setWidths((old) => new Map(old).set(column, Math.min(Math.max(px, MIN_WIDTH_PX), MAX_WIDTH_PX)));
    },
  };
}

/** First click the way that is asked for most (numbers largest first), second the other way, third as it came. */
export function nextSorts(
  old: readonly Sort[],
  column: number,
  largestFirst: boolean,
  add: boolean,
): readonly Sort[] {
  const present = old.find((sort) => sort.column === column);
  const others = add ? old.filter((sort) => sort.column !== column) : [];
  if (!present) return [...others, { column, descending: largestFirst }];
  if (present.descending !== largestFirst) return others;
  const turned = { column, descending: !largestFirst };
  return add ? old.map((sort) => (sort.column === column ? turned : sort)) : [turned];
}

/** Counted after the rows are on the screen: a million values take longer than a frame. */
function useSummaries(
  columns: readonly ShownColumn[],
  rowCount: number,
): readonly ColumnSummary[] | undefined {
  const [counted, setCounted] = useState<{ of: readonly ShownColumn[]; all: readonly ColumnSummary[] }>();
  useEffect(() => {
    const timer = setTimeout(
      () => setCounted({ of: columns, all: columns.map((column) => summariseColumn(column, rowCount)) }),
      60,
    );
    return () => clearTimeout(timer);
  }, [columns, rowCount]);
  // While a slider re-runs the cell the last counts stay: an empty head would flicker.
  return counted && counted.of.length === columns.length ? counted.all : undefined;
}
