/**
 * The arithmetic of exact running sums: a sum and, beside it, the rest that rounding took from it. Both together are exact, so that
 * they do not drift, and equal windows have equal sums.
 *
 * Two shared functions instead of lines in each loop, for the compiler's sake too: where a loop has seen whole numbers only, such as
 * volumes, it compiles its additions for integers, at twice the time. These have seen prices. Loops call them by a local name: an
 * imported one is looked up at every bar.
 */

/**
 * The rest of a running sum after `entering` has come and `leaving` has gone.
 *
 * @param step The rounded `entering - leaving`.
 * @param next The rounded `sum + step`.
 * @returns NaN where a value was not finite, and from there on.
 * @see Knuth, The Art of Computer Programming 2, 4.2.2 (TwoSum); Ogita, Rump, Oishi (2005), Accurate sum and dot product.
 */
export function slidRest(
  rest: number,
  sum: number,
  entering: number,
  leaving: number,
  step: number,
  next: number,
): number {
  const back = step - entering;
  const kept = next - sum;
  return rest + (entering - (step - back) - (leaving + back)) + (sum - (next - kept) + (step - kept));
}

/** A running sum and its rest, rounded once. */
export function roundedOnce(sum: number, rest: number): number {
  return sum + rest;
}
