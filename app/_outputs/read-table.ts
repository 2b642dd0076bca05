import { tableFromIPC } from "@uwdata/flechette";

export type ColumnKind = "number" | "integer" | "time" | "boolean" | "text";

/** One column as the table shows it; `values[row]` is null where there is none. */
export interface ShownColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Digits after the point, one number for the whole column so that the points stand in line. */
  readonly decimals: number;
  /** Whether thousands are separated: a column of years has no number that needs it. */
  readonly grouped?: boolean;
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
    const kind = columnKind(field.name, field.type.typeId, values);
    return { name: field.name, kind, values, ...numberLook(field.name, kind, values) };
  });
}

/** Arrow's type ids, from the columnar format's Schema.fbs. */
const TYPE = { int: 2, float: 3, bool: 6, decimal: 7, date: 8, timestamp: 10 } as const;

/** Names under which cells keep milliseconds, as trades and datasets do, and the years 1973 to 2100 in them. */
const TIME_NAME = /(^|_)(time|date|from|to)$|(Time|Date|At)$/;
const [FIRST_MS, LAST_MS] = [1e11, 4.1e12];

function isTimes(name: string, values: ArrayLike<unknown>): boolean {
  if (!TIME_NAME.test(name)) return false;
  let times = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || Number.isNaN(value)) continue;
    if (typeof value !== "number" || !(value > FIRST_MS && value < LAST_MS)) return false;
    times++;
  }
  return times > 0;
}

function columnKind(name: string, typeId: number, values: ArrayLike<unknown>): ColumnKind {
  if (typeId === TYPE.date || typeId === TYPE.timestamp) return "time";
  if (typeId === TYPE.bool) return "boolean";
  if ((typeId === TYPE.float || typeId === TYPE.int) && isTimes(name, values)) return "time";
  if (typeId === TYPE.int) return "integer";
  if (typeId !== TYPE.float && typeId !== TYPE.decimal) return "text";
  for (let row = 0; row < values.length; row++)
    if (values[row] !== null && !Number.isInteger(values[row])) return "number";
  return "integer";
}

const MAX_DECIMALS = 4;
/** Amounts of a hundred and more say enough with this many. */
const DECIMALS_OF_LARGE = 2;
const LARGE = 100;
/** Columns of percentages, which say enough with two decimals from one percent on. */
const PERCENT_NAME = /%|(^|_)pct$|Pct$|\bpercent\b/;
/** From here on nobody counts digits; years and prices are below. */
const SEPARATED = 10_000;
const SAMPLE_ROWS = 200;

/** As many decimals as the first rows need, four at the most, two where numbers are large or percentages. */
function numberLook(
  name: string,
  kind: ColumnKind,
  values: ArrayLike<unknown>,
): Pick<ShownColumn, "decimals" | "grouped"> {
  if (kind !== "number" && kind !== "integer") return { decimals: 0 };
  let [decimals, largest] = [0, 0];
  for (let row = 0; row < Math.min(values.length, SAMPLE_ROWS); row++) {
    const value = values[row];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    while (decimals < MAX_DECIMALS && Math.abs(value - Number(value.toFixed(decimals))) > 1e-9) decimals++;
  }
  const large = PERCENT_NAME.test(name) ? 1 : LARGE;
  const most = largest >= large ? DECIMALS_OF_LARGE : MAX_DECIMALS;
  return { decimals: Math.min(decimals, most), grouped: largest >= SEPARATED };
}

/** Between digits of the whole part, from the point leftwards by three. */
const THOUSANDS = /(?<=\d)(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/g;

/** One value as text; a missing one is an en dash. */
export function cellText(
  value: unknown,
  { kind, decimals, grouped = false }: Pick<ShownColumn, "kind" | "decimals" | "grouped">,
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (kind === "time" && typeof value === "number") return timeText(value);
  if (typeof value === "number") {
    const text = value.toFixed(decimals);
    const signed = Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
    return grouped ? signed.replace(THOUSANDS, ",") : signed;
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
