import { tableFromIPC } from "@uwdata/flechette";

export type ColumnKind = "number" | "integer" | "time" | "boolean" | "text";

/** One column as the table shows it; `values[row]` is null where there is none. */
export interface ShownColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Digits after the point, one number for the whole column so that the points stand in line. */
  readonly decimals: number;
  readonly values: ArrayLike<unknown>;
}

/** Columns whose values are amounts: right aligned, largest first. */
export const isNumeric = ({ kind }: Pick<ShownColumn, "kind">): boolean =>
  kind === "number" || kind === "integer";

/** Days and milliseconds have no time of day to show when every value is midnight. */
const DAY_MS = 86_400_000;

/**
 * Decodes an Arrow IPC stream for the screen.
 *
 * @throws Error when the bytes are not Arrow; the sandbox that sent them is not trusted.
 */
export function readTable(ipc: Uint8Array): ShownColumn[] {
  const table = tableFromIPC(ipc, { useDate: false, useBigInt: false });
  return table.schema.fields.map((field, index) => {
    const values = table.getChildAt(index)?.toArray() ?? [];
    const kind = columnKind(field.type.typeId, values);
    return { name: field.name, kind, decimals: kind === "number" ? decimalsOf(values) : 0, values };
  });
}

/** Arrow's type ids, from the columnar format's Schema.fbs. */
const TYPE = { int: 2, float: 3, bool: 6, decimal: 7, date: 8, timestamp: 10 } as const;

function columnKind(typeId: number, values: ArrayLike<unknown>): ColumnKind {
  if (typeId === TYPE.date || typeId === TYPE.timestamp) return "time";
  if (typeId === TYPE.bool) return "boolean";
  if (typeId === TYPE.int) return "integer";
  if (typeId !== TYPE.float && typeId !== TYPE.decimal) return "text";
  for (let row = 0; row < values.length; row++)
    if (values[row] !== null && !Number.isInteger(values[row])) return "number";
  return "integer";
}

const MAX_DECIMALS = 4;
const SAMPLE_ROWS = 200;

/** As many decimals as the first rows need, four at the most. */
function decimalsOf(values: ArrayLike<unknown>): number {
  let most = 0;
  for (let row = 0; row < Math.min(values.length, SAMPLE_ROWS); row++) {
    const value = values[row];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    while (most < MAX_DECIMALS && Math.abs(value - Number(value.toFixed(most))) > 1e-9) most++;
  }
  return most;
}

/** One value as text; a missing one is an en dash. */
export function cellText(value: unknown, { kind, decimals }: Pick<ShownColumn, "kind" | "decimals">): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (kind === "time" && typeof value === "number") return timeText(value);
  if (typeof value === "number") {
    const text = value.toFixed(decimals);
    return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
  }
  return plainText(value);
}

/** A value unrounded, as a spreadsheet takes it; nothing where there is none. */
export function plainText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  return JSON.stringify(value);
}

function timeText(utcMs: number): string {
  const iso = new Date(utcMs).toISOString();
  return utcMs % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
}
