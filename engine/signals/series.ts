import { EngineError } from "../errors.ts";

/** Where a run stands: the bar that has just closed. The run loop moves it, handles only read it. */
export interface Cursor {
  bar: number;
}

/** Most bars that one `window` may hold. */
export const MAX_WINDOW_BARS = 100_000;

/**
 * A column as strategy code sees it: the present and the past, never the future.
 * A class, so that the whole column stays private: no code that holds a handle can reach a later bar.
 */
export class Series {
  readonly #column: Float64Array;
  readonly #cursor: Cursor;

  constructor(column: Float64Array, cursor: Cursor) {
    this.#column = column;
    this.#cursor = cursor;
  }

  /** The value at the bar that has just closed; NaN is "no value". */
  get now(): number {
    return this.#column[this.#cursor.bar] ?? NaN;
  }

  /**
   * The value `bars` bars before the one that has just closed; NaN before the data begin.
   *
   * @throws EngineError "bad-param" unless `bars` is a whole number of 0 or more.
   */
  ago(bars: number): number {
    if (!(bars >= 0) || !Number.isInteger(bars))
      throw outside("ago", bars, "use a whole number of 0 or more");
    return this.#column[this.#cursor.bar - bars] ?? NaN;
  }

  /**
   * The last `bars` values, oldest first, the bar that has just closed included: a copy of shape [bars], shorter where the data
   * begin later. O(bars).
   *
   * @throws EngineError "bad-param" unless `bars` is a whole number from 1 to 100,000.
   */
  window(bars: number): Float64Array {
    checkCount("window", bars);
    return this.#before(this.#cursor.bar + 1, bars);
  }

  /**
   * The `bars` values before the bar that has just closed, oldest first: what {@link window} gives without the present. A copy of shape
   * [bars], shorter where the data begin later, empty at the first bar. O(bars).
   *
   * @throws EngineError "bad-param" unless `bars` is a whole number from 1 to 100,000.
   */
  historical(bars: number): Float64Array {
    checkCount("historical", bars);
    return this.#before(this.#cursor.bar, bars);
  }

  #before(end: number, bars: number): Float64Array {
    return this.#column.slice(Math.max(0, end - bars), end);
  }
}

function checkCount(method: string, bars: number): void {
  if (bars >= 1 && bars <= MAX_WINDOW_BARS && Number.isInteger(bars)) return;
  throw outside(method, bars, `use a whole number from 1 to ${MAX_WINDOW_BARS}`);
}

function outside(method: string, bars: number, remedy: string): EngineError {
  return new EngineError("bad-param", `invalid bars of ${method}: ${bars}; ${remedy}`, {
    stage: "signals",
    field: method,
  });
}
