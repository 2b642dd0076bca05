/**
 * Share of permuted markets on which as good a score was found, the real one counted among them.
 *
 * @param permuted Best scores of the same search on markets without what it looks for; NaN counts as worse.
 * @see Masters (2018), Testing and Tuning Market Trading Systems; Phipson and Smyth (2010).
 * @example permutationPValue(1.4, [0.2, 0.9, -0.3, 1.1])
 */
export function permutationPValue(real: number, permuted: readonly number[]): number {
  return (1 + permuted.filter((score) => score >= real).length) / (1 + permuted.length);
}
