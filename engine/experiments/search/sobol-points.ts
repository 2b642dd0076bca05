import { EngineError } from "../../errors.ts";
import { createRandom } from "../../random.ts";
import { SOBOL_DIRECTIONS } from "./sobol-directions.ts";

const BITS = 32;

/** Most parameters of a sequence. */
export const SOBOL_DIMENSIONS = SOBOL_DIRECTIONS.length + 1;

/** Places between 0 and 1 of the point `index` of a Sobol sequence. O(32 dimensions). */
export type SobolPoints = (index: number) => Float64Array;

/**
 * Opens a Sobol sequence, shifted bit by bit at random, which keeps its evenness and makes each seed another one.
 *
 * @param seed Undefined for the sequence as published.
 * @throws EngineError "over-limit" past 40 dimensions.
 * @see Sobol (1967); Joe and Kuo (2008); Owen (1998) on digital shifts.
 */
export function openSobol(dimensions: number, seed?: number): SobolPoints {
  if (dimensions > SOBOL_DIMENSIONS)
    throw new EngineError(
      "over-limit",
      `too many parameters for sobol: ${dimensions}; use ${SOBOL_DIMENSIONS} or fewer, or random`,
    );
  const tables = Array.from({ length: dimensions }, (_, place) => directionsOf(place));
  const random = seed === undefined ? undefined : createRandom(seed);
  const shifts = tables.map(() => (random ? random.int(2 ** BITS) : 0));
  return (index) => {
    const gray = (index ^ (index >>> 1)) >>> 0;
    return Float64Array.from(tables, (table, place) => {
      let bits = shifts[place] ?? 0;
      for (let bit = 0; gray >>> bit > 0; bit++) if ((gray >>> bit) & 1) bits ^= table[bit] ?? 0;
      // Half a cell up where shifted: never exactly 0.
      return ((bits >>> 0) + (random ? 0.5 : 0)) / 2 ** BITS;
    });
  };
}

function directionsOf(dimension: number): Uint32Array {
  const [polynomial = 1, ...first] = SOBOL_DIRECTIONS[dimension - 1] ?? [];
  const degree = first.length;
  const numbers = new Uint32Array(BITS);
  for (let bit = 0; bit < BITS; bit++) {
    if (dimension === 0) numbers[bit] = 2 ** (BITS - 1 - bit);
    else if (bit < degree) numbers[bit] = (first[bit] ?? 0) * 2 ** (BITS - 1 - bit);
    else {
      const back = numbers[bit - degree] ?? 0;
      let next = back ^ (back >>> degree);
      for (let k = 1; k < degree; k++) if ((polynomial >>> (degree - k)) & 1) next ^= numbers[bit - k] ?? 0;
      numbers[bit] = next;
    }
  }
  return numbers;
}
