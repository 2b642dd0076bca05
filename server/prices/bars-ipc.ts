import { Field, Float64, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import type { Bars } from "#engine/market/bars.ts";
import { BAR_COLUMNS } from "./copy-bars.ts";

/** The name of a column in the database and on the wire. */
export type BarColumnName = (typeof BAR_COLUMNS)[number];

/**
 * Writes bars as an Arrow IPC stream of one batch: Float64 columns without NULLs, times in UTC ms. Symbol and timeframe stand in the schema's metadata,
 * so that streams of several symbols can follow each other in one answer.
 *
 * @param columns Which columns, in the order of {@link BAR_COLUMNS}; all by default.
 */
export function barsToIpc(bars: Bars, columns: readonly BarColumnName[] = BAR_COLUMNS): Uint8Array {
  const names = BAR_COLUMNS.filter((name) => columns.includes(name));
  const byName = columnsOf(bars);
  const { symbol, timeframe } = bars;
  return columnsToIpc(
    names.map((name) => [name, byName[name]]),
    { symbol, timeframe },
  );
}

/** Writes columns of one length as an Arrow IPC stream of one batch: Float64 without NULLs, NaN for "no value". */
export function columnsToIpc(
  columns: readonly (readonly [string, Float64Array])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const fields = columns.map(([name]) => new Field(name, new Float64(), false));
  const schema = new Schema(fields, new Map(Object.entries(metadata)));
  // The writer merges neighbouring columns that are one array, as closeTime and availableAt often are: such a one is copied.
  const children = columns.map(([, column], index) => {
    const data = column === columns[index - 1]?.[1] ? column.slice() : column;
    return makeData({ type: new Float64(), data, length: data.length, nullCount: 0 });
  });
  const length = columns[0]?.[1].length ?? 0;
  const struct = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return RecordBatchStreamWriter.writeAll([new RecordBatch(schema, struct)]).toUint8Array(true);
}

function columnsOf(bars: Bars): Record<BarColumnName, Float64Array> {
  const { openTime: open_time, closeTime: close_time, availableAt: available_at } = bars;
  return {
    open_time,
    close_time,
    available_at,
    open: bars.open,
    high: bars.high,
    low: bars.low,
    close: bars.close,
    volume: bars.volume,
  };
}
