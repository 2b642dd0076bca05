import { firstValue } from "./first-value.ts";
import { product } from "./product.ts";
import { rollingRatio } from "./rolling-ratio.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";

/**
 * Mean of the last `lengthBars` values, each weighing as much as its own weight, free of drift; 0 where nothing weighs.
 *
 * One pass while nothing is missing and something weighs, else as a {@link rollingRatio}, which it equals to the bit.
 *
 * @param values Shape [bars], as is `weights`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingWeightedMean(
  values: Float64Array,
  weights: Float64Array,
  lengthBars: number,
): Float64Array {
  const first = Math.max(firstValue(values), firstValue(weights));
  const full = Math.min(first + lengthBars - 1, values.length);
  const means = meansOf(values, weights, first, full);
  return means ?? rollingRatio(product(values, weights), weights, lengthBars);
}

/** Undefined where a value is missing or nothing weighs. */
function meansOf(
  values: Float64Array,
  weights: Float64Array,
  first: number,
  full: number,
): Float64Array | undefined {
  const means = new Float64Array(values.length).fill(NaN, 0, full);
  const slide = slidRest;
  const once = roundedOnce;
  const back = full - first;
  let sumA = -0;
  let sumB = -0;
  let restA = -0;
  let restB = -0;
  let leavingA = -0;
  let leavingB = -0;
  for (let bar = first; bar < full; bar++) {
    const enteringB = weights[bar] as number;
    const enteringA = (values[bar] as number) * enteringB;
    const nextA = sumA + enteringA;
    restA = slide(restA, sumA, enteringA, leavingA, enteringA, nextA);
    sumA = nextA;
    const nextB = sumB + enteringB;
    restB = slide(restB, sumB, enteringB, leavingB, enteringB, nextB);
    sumB = nextB;
  }
  for (let bar = full; bar < values.length; bar++) {
    const enteringB = weights[bar] as number;
    const enteringA = (values[bar] as number) * enteringB;
    const stepA = enteringA - leavingA;
    const nextA = sumA + stepA;
    restA = slide(restA, sumA, enteringA, leavingA, stepA, nextA);
    sumA = nextA;
    const stepB = enteringB - leavingB;
    const nextB = sumB + stepB;
    restB = slide(restB, sumB, enteringB, leavingB, stepB, nextB);
    sumB = nextB;
    const whole = once(sumB, restB);
    if (whole === 0) return undefined;
    means[bar] = once(sumA, restA) / whole;
    leavingB = weights[bar - back] as number;
    leavingA = (values[bar - back] as number) * leavingB;
  }
  return sumA + sumB === sumA + sumB ? means : undefined;
}
