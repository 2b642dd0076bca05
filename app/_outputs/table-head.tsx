"use client";

import { Popover } from "@base-ui/react/popover";
import { ArrowDown, ArrowUp, ListFilter } from "lucide-react";
import { useEffect, useRef } from "react";
import { type ColumnSummary, DISTINCT_LIMIT } from "./column-summary.ts";
import { ColumnFilter } from "./column-filter.tsx";
import { cellText, isNumeric, type ShownColumn } from "./read-table.ts";
import styles from "./table.module.css";
import { MAX_WIDTH_PX, MIN_WIDTH_PX, type TableView } from "./use-table-view.ts";

/** A column's head: name and order, what it holds, a filter, and an edge to drag. */
export function TableHead({
  column,
  at,
  view,
  spreads,
}: {
  column: ShownColumn;
  at: number;
  view: TableView;
  /** Whether it shows how the column's values lie. */
  spreads: boolean;
}) {
  const place = view.sorts.findIndex((sort) => sort.column === at);
  const sort = view.sorts[place];
  const direction = sort ? (sort.descending ? "descending" : "ascending") : "none";
  const summary = view.summaries?.[at];
  return (
    <div role="columnheader" aria-sort={direction} className={styles.headCell}>
      <div className={styles.headLine} data-numeric={isNumeric(column)}>
        <button
          type="button"
          className={styles.sortButton}
          title={`${column.name}: click to sort, Shift-click to sort by several`}
          onClick={(event) => view.sortBy(at, event.shiftKey)}
        >
          <span>{column.name}</span>
          {sort ? (
            sort.descending ? (
              <ArrowDown size={11} aria-hidden />
            ) : (
              <ArrowUp size={11} aria-hidden />
            )
          ) : null}
          {sort && view.sorts.length > 1 ? <sub>{place + 1}</sub> : null}
        </button>
        <Popover.Root>
          <Popover.Trigger
            className={styles.filterButton}
            data-active={view.filters.has(at)}
            aria-label={`Filter ${column.name}`}
          >
            <ListFilter size={11} aria-hidden />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner sideOffset={4} className={styles.positioner}>
              <Popover.Popup className={styles.filterPopup} aria-label={`Filter ${column.name}`}>
                <ColumnFilter
                  column={column}
                  summary={summary}
                  filter={view.filters.get(at)}
                  onChange={(filter) => view.filterBy(at, filter)}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </div>
      {spreads ? <Spread column={column} summary={summary} /> : null}
      <Edge column={column} at={at} view={view} />
    </div>
  );
}

const BAR_PX = 16;

/** How the values lie between the smallest and the largest, and how many are missing. */
function Spread({ column, summary }: { column: ShownColumn; summary: ColumnSummary | undefined }) {
  if (!summary) return <div className={styles.spread} />;
  const { counts, nullShare, min, max, distinct } = summary;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const missing = nullShare > 0 ? `${(100 * nullShare).toFixed(nullShare < 0.01 ? 1 : 0)}% missing` : "";
  const range = `${cellText(min, column)} to ${cellText(max, column)}`;
  if (counts.length === 0) {
    const different =
      distinct === DISTINCT_LIMIT ? `${DISTINCT_LIMIT}+ different` : `${distinct ?? 0} different`;
    return (
      <div className={styles.spread}>{[distinct ? different : "", missing].filter(Boolean).join(", ")}</div>
    );
  }
  return (
    <div className={styles.spread} title={[range, missing].filter(Boolean).join(", ")}>
      <svg
        viewBox={`0 0 ${counts.length} ${BAR_PX}`}
        preserveAspectRatio="none"
        aria-label={range}
        role="img"
      >
        {Array.from(counts, (count, bin) => {
          const height = count === 0 ? 0 : Math.max(1, (BAR_PX * count) / most);
          return <rect key={bin} x={bin} y={BAR_PX - height} width={0.86} height={height} />;
        })}
      </svg>
      {missing ? <i style={{ width: `${100 * nullShare}%` }} aria-label={missing} /> : null}
    </div>
  );
}

const STEP_PX = 16;
const widthOf = (edge: Element) => edge.parentElement?.getBoundingClientRect().width ?? 0;

/** The right edge: drag it, or focus it and use the arrows. */
function Edge({ column, at, view }: { column: ShownColumn; at: number; view: TableView }) {
  const element = useRef<HTMLDivElement>(null);
  const px = view.widths.get(at);
  // A column that nobody has sized is as wide as its grid makes it: measured once, past React's own attributes.
  useEffect(() => {
    const edge = element.current;
    edge?.setAttribute("aria-valuenow", String(Math.round(px ?? widthOf(edge))));
  }, [px]);
  return (
    <div
      ref={element}
      role="separator"
      aria-valuemin={MIN_WIDTH_PX}
      aria-valuemax={MAX_WIDTH_PX}
      aria-orientation="vertical"
      aria-label={`Width of ${column.name}`}
      tabIndex={0}
      className={styles.edge}
      onPointerDown={(event) => {
        const edge = event.currentTarget;
        const start = event.clientX - widthOf(edge);
        edge.setPointerCapture(event.pointerId);
        edge.onpointermove = (move) => view.resize(at, move.clientX - start);
        edge.onpointerup = () => (edge.onpointermove = null);
      }}
      onKeyDown={(event) => {
        const step = event.key === "ArrowRight" ? STEP_PX : event.key === "ArrowLeft" ? -STEP_PX : 0;
        if (step === 0) return;
        event.preventDefault();
        event.stopPropagation();
        view.resize(at, widthOf(event.currentTarget) + step);
      }}
    />
  );
}
