/** Under this key an object says what is shown in its place: values, one below the other. */
export const SHOWN: unique symbol = Symbol("shown");

/** A value that is shown as other values: a comparison as its table and its chart. */
export interface Shown {
  readonly [SHOWN]: readonly unknown[];
}

/** Whether a value says itself how it is shown. */
export const isShown = (value: unknown): value is Shown =>
  typeof value === "object" && value !== null && SHOWN in value;
