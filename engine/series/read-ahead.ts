/**
 * Reads a first value of four columns before a long loop over them, and gives their sum; with fewer, name one again.
 *
 * For the compiler's sake: it checks what a column is (its kind, its buffer, its length) once where a loop is short enough to be taken
 * apart, and at every bar of a longer one, at up to twice the time, unless the same checks stand before it. A column that is absent by
 * default would be another one to the compiler, so there is none here.
 */
export function readAhead(a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): number {
  return (a[0] as number) + (b[0] as number) + (c[0] as number) + (d[0] as number);
}
