"use client";

import { Button } from "../_ui/button.tsx";
import type { ColumnSummary } from "./column-summary.ts";
import { cellText, isNumeric, type ShownColumn } from "./read-table.ts";
import type { Filter } from "./row-order.ts";
import styles from "./table.module.css";

/** What a column's rows must have: a number between two, a day between two, or a piece of text. */
export function ColumnFilter({
  column,
  summary,
  filter,
  onChange,
}: {
  column: ShownColumn;
  summary: ColumnSummary | undefined;
  filter: Filter | undefined;
  onChange: (filter: Filter | null) => void;
}) {
  const ranged = isNumeric(column) || column.kind === "time";
  return (
    <div className={styles.filter}>
      {ranged ? (
        <RangeFields column={column} summary={summary} filter={filter} onChange={onChange} />
      ) : (
        <label>
          Contains
          <input
            type="text"
            autoFocus
            value={filter?.kind === "text" ? filter.text : ""}
            onChange={({ target }) =>
              onChange(target.value === "" ? null : { kind: "text", text: target.value })
            }
          />
        </label>
      )}
      <Button disabled={!filter} onClick={() => onChange(null)}>
        Show all
      </Button>
    </div>
  );
}

function RangeFields({
  column,
  summary,
  filter,
  onChange,
}: {
  column: ShownColumn;
  summary: ColumnSummary | undefined;
  filter: Filter | undefined;
  onChange: (filter: Filter | null) => void;
}) {
  const held = filter?.kind === "range" ? filter : { min: -Infinity, max: Infinity };
  const change = (end: "min" | "max", text: string) => {
    const open = end === "min" ? -Infinity : Infinity;
    const value = text === "" ? open : numberOf(column, text, end);
    if (Number.isNaN(value)) return;
    const next = { min: held.min, max: held.max, [end]: value };
    onChange(next.min === -Infinity && next.max === Infinity ? null : { kind: "range", ...next });
  };
  return (["min", "max"] as const).map((end) => (
    <label key={end}>
      {end === "min" ? "From" : "To"}
      <input
        type={column.kind === "time" ? "date" : "number"}
        step="any"
        placeholder={summary ? cellText(summary[end], column) : ""}
        defaultValue={fieldText(column, held[end])}
        onChange={({ target }) => change(end, target.value)}
      />
    </label>
  ));
}

const DAY_MS = 86_400_000;

/** A day's end belongs to it: "to" a day includes its last millisecond. */
function numberOf({ kind }: ShownColumn, text: string, end: "min" | "max"): number {
  if (kind !== "time") return Number(text);
  const day = Date.parse(`${text}T00:00:00Z`);
  return end === "max" ? day + DAY_MS - 1 : day;
}

function fieldText({ kind }: ShownColumn, value: number): string {
  if (!Number.isFinite(value)) return "";
  return kind === "time" ? new Date(value).toISOString().slice(0, 10) : String(value);
}
