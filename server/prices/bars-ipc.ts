import { Field, Float64, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import type { Bars } from "#engine/market/bars.ts";
import { BAR_COLUMNS } from "./bar-columns.ts";

const schema = new Schema(BAR_COLUMNS.map((name) => new Field(name, new Float64(), false)));

/**
 * Writes bars as an Arrow IPC stream of one batch: eight Float64 columns without NULLs, times in UTC ms.
 * The symbol and the timeframe travel beside it, in the request.
 */
export function barsToIpc(bars: Bars): Uint8Array {
  const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
  const columns = [openTime, closeTime, availableAt, open, high, low, close, volume];
  // The writer merges neighbouring columns that are one array, as closeTime and availableAt often are: such a one is copied.
  const children = columns.map((column, index) => {
    const data = column === columns[index - 1] ? column.slice() : column;
    return makeData({ type: new Float64(), data, length: data.length, nullCount: 0 });
  });
  const struct = makeData({
    type: new Struct(schema.fields),
    length: openTime.length,
    nullCount: 0,
    children,
  });
  return RecordBatchStreamWriter.writeAll([new RecordBatch(schema, struct)]).toUint8Array(true);
}
