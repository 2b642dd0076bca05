import type { Bars } from "#engine/market/bars.ts";
import { calendarOfBars } from "#engine/market/calendar.ts";

/** Columns of `prices` in the order in which {@link encodeBars} writes them. */
export const ROW_COLUMNS = [
  ...["symbol", "timeframe", "open_time", "close_time", "available_at"],
  ...["open", "high", "low", "close", "volume", "source", "quality", "regular", "since_version"],
] as const;

/** What every row of a load has in common. */
export interface RowMarks {
  readonly source: string;
  /** Data version under which the rows are written. */
  readonly version: bigint;
  /** 1 unless a person let the rows in against the checks. */
  readonly quality?: number;
}

/** Milliseconds from 1970 to 2000, where Postgres begins to count. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TWO_32 = 4_294_967_296;
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const ROWS_PER_CHUNK = 8_192;

/**
 * Writes bars as rows of COPY's binary format: no text is made of a double, no double of a text.
 *
 * @returns Chunks of bytes, header and trailer among them, for `COPY ... (ROW_COLUMNS) FROM STDIN (FORMAT binary)`. O(bars).
 */
export function* encodeBars(bars: Bars, marks: RowMarks): Generator<Buffer> {
  yield SIGNATURE;
  const head = Buffer.concat([
    fieldCount(ROW_COLUMNS.length),
    textField(bars.symbol),
    textField(bars.timeframe),
  ]);
  const tail = tailOf(marks);
  const times = [bars.openTime, bars.closeTime, bars.availableAt];
  const values = [bars.open, bars.high, bars.low, bars.close, bars.volume];
  const isRegular = regularTest(bars);
  const rowBytes = head.length + 12 * (times.length + values.length) + tail.length;
  const flagAt = rowBytes - 13; // the byte before the length and the eight bytes of the version
  for (let from = 0; from < bars.openTime.length; from += ROWS_PER_CHUNK) {
    const to = Math.min(bars.openTime.length, from + ROWS_PER_CHUNK);
    const chunk = Buffer.allocUnsafe((to - from) * rowBytes);
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let bar = from, at = 0; bar < to; bar++, at += rowBytes) {
      chunk.set(head, at);
      let field = at + head.length;
      for (const column of times) field = writeTime(view, field, column[bar] as number);
      for (const column of values) field = writeDouble(view, field, column[bar] as number);
      chunk.set(tail, field);
      chunk[at + flagAt] = isRegular(bars.openTime[bar] as number) ? 1 : 0;
    }
    yield chunk;
  }
  yield Buffer.from([0xff, 0xff]);
}

function writeTime(view: DataView, at: number, ms: number): number {
  const micros = (ms - POSTGRES_EPOCH_MS) * 1000;
  const high = Math.floor(micros / TWO_32);
  view.setInt32(at, 8);
  view.setInt32(at + 4, high);
  view.setUint32(at + 8, micros - high * TWO_32);
  return at + 12;
}

function writeDouble(view: DataView, at: number, value: number): number {
  view.setInt32(at, 8);
  view.setFloat64(at + 4, value);
  return at + 12;
}

/** Source, quality, regular, version: the same in every row but for the flag, which is written over. */
function tailOf({ source, quality = 1, version }: RowMarks): Buffer {
  const numbers = Buffer.alloc(4 + 4 + 4 + 1 + 4 + 8);
  numbers.writeInt32BE(4, 0);
  numbers.writeFloatBE(quality, 4);
  numbers.writeInt32BE(1, 8);
  numbers.writeInt32BE(8, 13);
  numbers.writeBigInt64BE(version, 17);
  return Buffer.concat([textField(source), numbers]);
}

function textField(text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  const field = Buffer.alloc(4 + bytes.length);
  field.writeInt32BE(bytes.length, 0);
  bytes.copy(field, 4);
  return field;
}

function fieldCount(count: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(count, 0);
  return bytes;
}

/** Whether a bar opens inside a session; longer than a day, or where markets never close, all do. */
function regularTest(bars: Bars): (openTime: number) => boolean {
  const calendar = calendarOfBars(bars);
  if (calendar.id === "24-7" || ["1d", "1w", "1M"].includes(bars.timeframe)) return () => true;
  let [day, from, to] = [NaN, 0, 0];
  return (openTime) => {
    const today = calendar.dayAt(openTime);
    if (today !== day) {
      day = today;
      const session = calendar.isSession(day) ? calendar.session(day) : { openTime: 0, closeTime: 0 };
      [from, to] = [session.openTime, session.closeTime];
    }
    return openTime >= from && openTime < to;
  };
}
