import fc from "fast-check";

/** Columns of prices in odd fractions: mostly of one size, some of sizes so different that sums of two parts do not hold them, a few NaN. */
export const columnOfPrices = fc
  .tuple(
    fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 30, maxLength: 60 }),
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom(0, 0, 0, 1, 30, 60),
    fc.constantFrom(-1, -1, 0, 17, 40),
  )
  .map(([fractions, scale, spread, hole]) =>
    Float64Array.from(fractions, (fraction, bar) =>
      bar === hole ? NaN : fraction * 2 ** (scale + ((bar * 7919) % (spread + 1))),
    ),
  );
