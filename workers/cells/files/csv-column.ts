import type { CsvCursor } from "#engine/data/csv-cursor.ts";
import { numberAt } from "#engine/data/number-text.ts";
import { dateReader } from "./date-text.ts";
import type { FileColumn } from "./columns-table.ts";

const NOTHING = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL"]);
const FIRST_ROWS = 4096;

/** Whether a field's text stands for "no value". */
export const isNothing = (text: string): boolean => NOTHING.has(text);

/** One column of a CSV file as it fills: the first value says whether it holds numbers or dates, until another is neither. */
export class CsvColumn {
  #kind: "open" | "number" | "date" | "other" = "open";
  #values = new Float64Array(FIRST_ROWS);
  #rows = 0;
  readonly #dateAt = dateReader();

  /** Takes the record's field at `index` as the next value. */
  add(cursor: CsvCursor, index: number): void {
    if (this.#kind === "other") return;
    const value = this.#read(cursor, index);
    if (Number.isNaN(value) && !isNothing(cursor.field(index).trim())) {
      this.#kind = "other";
      this.#values = new Float64Array();
      return;
    }
    if (this.#rows === this.#values.length) {
      const longer = new Float64Array(this.#rows * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#rows++] = value;
  }

  #read(cursor: CsvCursor, index: number): number {
    if (this.#kind === "number") return cursor.read(index, numberAt);
    if (this.#kind === "date") return cursor.read(index, this.#dateAt);
    const number = cursor.read(index, numberAt);
    const value = Number.isNaN(number) ? cursor.read(index, this.#dateAt) : number;
    if (!Number.isNaN(value)) this.#kind = Number.isNaN(number) ? "date" : "number";
    return value;
  }

  /** The column, NaN for "no value"; null where it does not hold numbers or dates alone. */
  finish(): FileColumn | null {
    const values = this.#values.subarray(0, this.#rows);
    if (this.#kind === "number") return values;
    return this.#kind === "date" ? { times: values } : null;
  }
}
