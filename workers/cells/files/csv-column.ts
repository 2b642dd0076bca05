import type { CsvCursor } from "#engine/data/csv-cursor.ts";
import { GrowingColumn } from "#engine/data/growing-column.ts";
import { numberAt } from "#engine/data/number-text.ts";
import { dateReader } from "./date-text.ts";
import type { FileColumn } from "./columns-table.ts";

const NOTHING = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL"]);

/** Whether a field's text stands for "no value". */
export const isNothing = (text: string): boolean => NOTHING.has(text);

/** One column of a CSV file as it fills: the first value says whether it holds numbers or dates, until another is neither. */
export class CsvColumn {
  #kind: "open" | "number" | "date" | "other" = "open";
  #values = new GrowingColumn();
  readonly #dateAt = dateReader();

  /** Takes the record's field at `index` as the next value. */
  add(cursor: CsvCursor, index: number): void {
    if (this.#kind === "other") return;
    const value = this.#read(cursor, index);
    if (Number.isNaN(value) && !isNothing(cursor.field(index).trim())) {
      this.#kind = "other";
      this.#values = new GrowingColumn();
      return;
    }
    this.#values.push(value);
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
    if (this.#kind === "number") return this.#values.finish();
    return this.#kind === "date" ? { times: this.#values.finish() } : null;
  }
}
