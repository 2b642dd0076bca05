const FIRST_ROWS = 4096;

/** Doubles whose number is not known before the last of them: no object and no pointer for any. */
export class GrowingColumn {
  #values = new Float64Array(FIRST_ROWS);
  #length = 0;

  /** Adds one at the end; seldom copies what is there. */
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const longer = new Float64Array(this.#length * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.#length++] = value;
  }

  /** What was pushed, as an array of its own. */
  finish(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
