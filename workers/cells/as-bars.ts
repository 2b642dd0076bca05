import type { DateOrder } from "#engine/data/date-order.ts";
import { stampedBars } from "#engine/data/stamped-bars.ts";
import { EngineError } from "#engine/errors.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import { tableTimes, TIME_NAMES } from "./table-times.ts";
import { Table } from "./table.ts";

/** What a table of prices does not say of itself. */
export interface AsBarsOptions {
  readonly symbol: string;
  /** Length of a bar; as the times show where absent. */
  readonly timeframe?: Timeframe;
  /** Whether dates written like 01/02/2024 begin with the month ("mdy") or the day ("dmy"); as they show where absent. */
  readonly dates?: DateOrder;
}

const PRICES = ["open", "high", "low", "close"] as const;

/**
 * Bars of a table's columns, found by their names in any case; rows are put in order of time, and nothing else is mended.
 *
 * @param remark Is told how dates were read that could have been read otherwise.
 * @returns Shape [rows]; volume is NaN where the table has none.
 * @throws EngineError "bad-bars" for null, a missing column, text in place of a number, a time that is none, and whatever `createBars` finds wrong.
 */
export function asBars(
  table: Table | null,
  { symbol, timeframe, dates }: AsBarsOptions,
  remark: (words: string) => void = () => undefined,
): Bars {
  if (table === null)
    throw new EngineError("bad-bars", "no file yet to make bars of; drop one on its control", { symbol });
  if (!(table instanceof Table))
    throw new EngineError("bad-bars", "no table to make bars of; give what fileDrop, sql or table returned");
  const { time, named } = columnNames(table, symbol);
  const refuse = (message: string, row: number) => new EngineError("bad-bars", message, { symbol, row });
  const unsorted = tableTimes(table, time, refuse, { dates, remark });
  const order = Uint32Array.from(unsorted, (_, row) => row).sort(
    (a, b) => (unsorted[a] ?? NaN) - (unsorted[b] ?? NaN),
  );
  const column = (name: string): Float64Array => {
    const found = named.get(name);
    const values = found === undefined ? new Float64Array() : table.column(found);
    if (found !== undefined) refuseText(table, found, values, symbol);
    return Float64Array.from(order, (row) => values[row] ?? NaN);
  };
  const [open, high, low, close] = [column("open"), column("high"), column("low"), column("close")];
  const stamps = Float64Array.from(order, (row) => unsorted[row] ?? NaN);
  const columns = { stamps, open, high, low, close, volume: column("volume") };
  return stampedBars(columns, { symbol, ...(timeframe && { timeframe }) }, (bar) => (order[bar] ?? 0) + 1);
}

/** Text where a number belongs is told as it stands: read as no number it would be a riddle further on. */
function refuseText(table: Table, name: string, values: Float64Array, symbol: string): void {
  if (!values.some(Number.isNaN)) return;
  const written = table.values(name);
  const row = values.findIndex((value, at) => Number.isNaN(value) && typeof written[at] === "string");
  if (row < 0) return;
  const text = String(written[row]).slice(0, 40);
  const remedy = /^[\d.\s]*,\d+$/.test(text) ? "use a point for the comma" : "use plain numbers";
  throw new EngineError("bad-bars", `invalid ${name}: ${text} in row ${row + 1}; ${remedy}`, {
    symbol,
    row: row + 1,
  });
}

/** The table's own names by what they are called here, and that of its times. */
function columnNames(table: Table, symbol: string): { time: string; named: ReadonlyMap<string, string> } {
  const named = new Map(table.names.map((name) => [name.trim().toLowerCase(), name]));
  const time = TIME_NAMES.map((name) => named.get(name)).find((name) => name !== undefined);
  const missing = [...(time === undefined ? ["time"] : []), ...PRICES.filter((name) => !named.has(name))];
  if (time !== undefined && missing.length === 0) return { time, named };
  const message = `missing column: ${missing.join(", ")}; this table has ${table.names.slice(0, 20).join(", ")}`;
  throw new EngineError("bad-bars", message, { symbol });
}
