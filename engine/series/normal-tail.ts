const SMALL = {
  over: [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315],
  under: [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
} as const;
const MIDDLE = {
  over: [
    ...[0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769],
    ...[1712.0476126340707, 2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8],
  ],
  under: [
    ...[15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597],
    ...[4362.619090143247, 3439.3676741437216, 1230.3393548037495],
  ],
} as const;
const LARGE = {
  over: [
    ...[0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275],
    ...[0.0006587491615298378, 0.016315387137302097],
  ],
  under: [
    2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
  ],
} as const;

function ratio(over: readonly number[], under: readonly number[], x: number): number {
  const last = under.length - 1;
  let above = (over[last + 1] as number) * x;
  let below = x;
  for (let index = 0; index < last; index++) {
    above = (above + (over[index] as number)) * x;
    below = (below + (under[index] as number)) * x;
  }
  return (above + (over[last] as number)) / (below + (under[last] as number));
}

/**
 * The complementary error function times `exp(x^2)`, which stays a number far out in the tail.
 *
 * @returns Infinity below about -26.
 * @see Cody (1969), Rational Chebyshev approximations for the error function; netlib calerf.
 */
export function scaledErfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return (1 - x * ratio(SMALL.over, SMALL.under, y * y)) * Math.exp(y * y);
  const far = 1 / (y * y);
  const value =
    y <= 4
      ? ratio(MIDDLE.over, MIDDLE.under, y)
      : (1 / Math.sqrt(Math.PI) - far * ratio(LARGE.over, LARGE.under, far)) / y;
  return x < 0 ? 2 * Math.exp(y * y) - value : value;
}

/** Probability that a standard normal variable is at most `x`: fast, and with all digits in the left tail. */
export function fastNormalCdf(x: number): number {
  const tail = 0.5 * scaledErfc(Math.abs(x) * Math.SQRT1_2) * Math.exp(-0.5 * x * x);
  return x > 0 ? 1 - tail : tail;
}

/** Logarithm of the probability that a standard normal variable is at most `x`; exact where the probability itself is 0. */
export function logNormalCdf(x: number): number {
  if (x > 0) return Math.log1p(-fastNormalCdf(-x));
  return Math.log(0.5 * scaledErfc(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/**
 * Logarithm of a standard normal variable's probability between `low` and `high`; taken in the left tail, where it keeps its digits.
 *
 * @returns Minus infinity where they are equal.
 */
export function logNormalMass(low: number, high: number): number {
  if (low > 0) return logNormalMass(-high, -low);
  if (high > 0) return Math.log1p(-fastNormalCdf(low) - fastNormalCdf(-high));
  const above = logNormalCdf(high);
  return above + Math.log1p(-Math.exp(logNormalCdf(low) - above));
}
