/** What tells the whole numbers, such as volumes of shares, whose plain running sums are exact. */
export interface WholeGrid {
  /** Largest number that sums stay exact with. */
  readonly most: number;
  /** 1.5 times 2^52: adding it and taking it off again leaves a whole number as it is. */
  readonly rounder: number;
}

/**
 * The grid for plain sums over a window. Kernels that meet another number start again by another way, which gives the same bits. They
 * compare in place: `!(value <= most && value + rounder - rounder === value)` is true for NaN too.
 *
 * @param lengthBars Numbers in a sum.
 */
export function wholeGrid(lengthBars: number): WholeGrid {
  return { most: 2 ** 50 / lengthBars, rounder: 1.5 * 2 ** 52 };
}
