import { firstValue } from "./first-value.ts";

/** Sums over windows of columns from bar `first` on, the first bar at which every column has a value; shape [bars]. */
export type WindowKernel = (columns: readonly Float64Array[], first: number) => Float64Array;

/**
 * Runs a kernel of running sums, which one missing value would spoil for good, so that it spoils only the windows that hold it.
 *
 * The kernel looks at no value for NaN: it runs over the columns as they are, and only if its last value shows that something was missing
 * again, over columns with 0 in place of it. Sums that add 0 keep their bits, so that bars before a gap do not depend on it.
 *
 * @param columns Shape [bars] each; what is not finite is missing.
 * @returns What the kernel gives, NaN in every window of `lengthBars` with a missing value. O(bars).
 */
export function overGaps(
  columns: readonly Float64Array[],
  lengthBars: number,
  kernel: WindowKernel,
): Float64Array {
  let first = 0;
  for (const column of columns) first = Math.max(first, firstValue(column));
  const found = kernel(columns, first);
  const last = found.at(-1);
  if (last === last) return found;
  const missing = missingBars(columns);
  const filled = columns.map((column) => column.map((value, bar) => (missing[bar] === 1 ? 0 : value)));
  return blanked(kernel(filled, first), missing, lengthBars);
}

function missingBars(columns: readonly Float64Array[]): Uint8Array {
  const missing = new Uint8Array(columns[0]?.length ?? 0);
  for (const column of columns)
    for (let bar = 0; bar < missing.length; bar++) if (!Number.isFinite(column[bar])) missing[bar] = 1;
  return missing;
}

function blanked(found: Float64Array, missing: Uint8Array, lengthBars: number): Float64Array {
  let clean = 0;
  for (let bar = 0; bar < found.length; bar++) {
    clean = missing[bar] === 1 ? 0 : clean + 1;
    if (clean < lengthBars) found[bar] = NaN;
  }
  return found;
}
