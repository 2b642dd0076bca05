/**
 * Probability that a standard normal variable is at most `x`.
 *
 * A Taylor series near the centre, a continued fraction in the tails, so that small probabilities keep their digits.
 *
 * @see Marsaglia (2004), Evaluating the Normal Distribution; Abramowitz and Stegun 26.2.14.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const distance = Math.abs(x);
  if (distance > 38) return x > 0 ? 1 : 0;
  if (distance > 2.5) {
    const tail = upperTail(distance);
    return x > 0 ? 1 - tail : tail;
  }
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-18 && odd < 400; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Mills' ratio as a continued fraction from its far end; 200 steps settle it to the last bit above 2.5. */
function upperTail(x: number): number {
  let fraction = x;
  for (let step = 200; step >= 1; step--) fraction = x + step / fraction;
  return density(x) / fraction;
}

const CENTRE = {
  over: [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716],
  last: 2.506628277459239,
  under: [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572],
} as const;
const TAIL = {
  over: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  ],
  last: 2.938163982698783,
  under: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416],
} as const;

/**
 * The value that a standard normal variable is below with probability `p`; minus infinity at 0, infinity at 1, NaN outside.
 *
 * @see Acklam (2003), an algorithm for the inverse normal, refined by two steps of Halley's method.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  // The upper half by symmetry: a probability near 1 has fewer digits than its distance from 1, which is exact.
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = p < 0.02425 ? tailQuantile(p) : centralQuantile(p);
  for (let step = 0; step < 2; step++) {
    const error = (normalCdf(x) - p) / density(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

function polynomial(coefficients: readonly number[], x: number, last: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = (value + coefficient) * x;
  return value + last;
}

function centralQuantile(p: number): number {
  const q = p - 0.5;
  const r = q * q;
  return (q * polynomial(CENTRE.over, r, CENTRE.last)) / polynomial(CENTRE.under, r, 1);
}

function tailQuantile(p: number): number {
  const q = Math.sqrt(-2 * Math.log(p));
  return polynomial(TAIL.over, q, TAIL.last) / polynomial(TAIL.under, q, 1);
}
