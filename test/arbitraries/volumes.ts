import fc from "fast-check";

/** Columns of 40 volumes: mostly whole numbers, at times fractions, none at all, or missing ones. */
export const columnOfVolumes = fc
  .boolean()
  .chain((fractions) =>
    fc
      .array(
        fc.oneof(
          { weight: fractions ? 30 : 400, arbitrary: fc.integer({ min: 1, max: 5_000_000 }) },
          { weight: fractions ? 30 : 0, arbitrary: fc.double({ min: 0.001, max: 90, noNaN: true }) },
          { weight: 1, arbitrary: fc.constantFrom(0, 0, NaN) },
        ),
        { minLength: 40, maxLength: 40 },
      )
      .map((volumes) => Float64Array.from(volumes)),
  );
