import { firstValue } from "./first-value.ts";
import { ratio } from "./ratio.ts";
import { rollingSum } from "./rolling-sum.ts";
import { roundedOnce, slidRest } from "./sliding-sum.ts";

/**
 * Sum of the last `lengthBars` values of one series over that of another, free of drift; 0 where the divisor's sum is 0.
 *
 * One pass while nothing is missing and no divisor is 0, else as the {@link ratio} of two {@link rollingSum}s, which it equals to the bit.
 *
 * @param a Shape [bars], as is `b`; a NaN in either makes every window that holds it NaN, and no other.
 * @returns Shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingRatio(a: Float64Array, b: Float64Array, lengthBars: number): Float64Array {
  const first = Math.max(firstValue(a), firstValue(b));
  const full = Math.min(first + lengthBars - 1, a.length);
  const ratios = ratiosOf(a, b, first, full);
  return ratios ?? ratio(rollingSum(a, lengthBars), rollingSum(b, lengthBars));
}

/** Undefined where a value is missing or a divisor is 0. */
function ratiosOf(a: Float64Array, b: Float64Array, first: number, full: number): Float64Array | undefined {
  const ratios = new Float64Array(a.length).fill(NaN, 0, full);
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
    const enteringA = a[bar] as number;
    const nextA = sumA + enteringA;
    restA = slide(restA, sumA, enteringA, leavingA, enteringA, nextA);
    sumA = nextA;
    const enteringB = b[bar] as number;
    const nextB = sumB + enteringB;
    restB = slide(restB, sumB, enteringB, leavingB, enteringB, nextB);
    sumB = nextB;
  }
  for (let bar = full; bar < a.length; bar++) {
    const enteringA = a[bar] as number;
    const stepA = enteringA - leavingA;
    const nextA = sumA + stepA;
    restA = slide(restA, sumA, enteringA, leavingA, stepA, nextA);
    sumA = nextA;
    const enteringB = b[bar] as number;
    const stepB = enteringB - leavingB;
    const nextB = sumB + stepB;
    restB = slide(restB, sumB, enteringB, leavingB, stepB, nextB);
    sumB = nextB;
    const whole = once(sumB, restB);
    if (whole === 0) return undefined;
    ratios[bar] = once(sumA, restA) / whole;
    leavingA = a[bar - back] as number;
    leavingB = b[bar - back] as number;
  }
  return sumA + sumB === sumA + sumB ? ratios : undefined;
}
