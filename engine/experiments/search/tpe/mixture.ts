import type { Random } from "../../../random.ts";
import { normalQuantile } from "../../../series/normal-distribution.ts";
import { fastNormalCdf, logNormalMass } from "../../../series/normal-tail.ts";
import { reachOf, snapTo, type Point, type SearchAxis } from "../axes.ts";
import { ageWeights } from "./split-trials.ts";

/** The kernels of one axis, one per observation and the prior as the last. */
export interface AxisKernels {
  readonly axis: SearchAxis;
  /** Middles and widths, in logs where the axis is by ratio; NaN for choices. */
  readonly mu: Float64Array;
  readonly sigma: Float64Array;
  /** Log of the mass inside the range. */
  readonly logMass: Float64Array;
  /** Probabilities of choices by kernel; empty for numbers. */
  readonly shares: readonly (readonly number[])[];
}

/** A weighted sum of products of kernels over the axes. */
export interface Mixture {
  /** Sum to 1; shape [kernels]. */
  readonly weights: Float64Array;
  readonly axes: readonly AxisKernels[];
}

/**
 * The Parzen estimator of observed points, oldest first.
 *
 * A coordinate that a condition left out of a point gets the prior's kernel. O(points log points) per axis.
 *
 * @see Optuna 5.0.0 _ParzenEstimator, multivariate, with endpoints not considered and magic clip.
 */
export function mixtureOf(axes: readonly SearchAxis[], points: readonly Point[]): Mixture {
  const weights = points.length === 0 ? [1] : [...ageWeights(points.length), 1];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: Float64Array.from(weights, (weight) => weight / total),
    axes: axes.map((axis, place) => {
      const column = points.map((point) => point[place] ?? NaN);
      return axis.isChoice ? choiceKernels(axis, column) : numberKernels(axis, column);
    }),
  };
}

function choiceKernels(axis: SearchAxis, column: readonly number[]): AxisKernels {
  const uniform = axis.choices.map(() => 1 / axis.count);
  const base = 1 / (column.length + 1);
  const rows = column.map((seen) => {
    if (Number.isNaN(seen)) return uniform;
    const total = base * axis.count + 1;
    return uniform.map((_, place) => (place === seen ? base + 1 : base) / total);
  });
  const none = new Float64Array(column.length + 1).fill(NaN);
  return { axis, mu: none, sigma: none, logMass: none, shares: [...rows, uniform] };
}

function numberKernels(axis: SearchAxis, column: readonly number[]): AxisKernels {
  const { from, to } = reachOf(axis);
  const range = to - from;
  const mu = Float64Array.from([...column, NaN], (value) => {
    const place = axis.log ? Math.log(value) : value;
    return Number.isNaN(place) ? (from + to) / 2 : place;
  });
  const sigma = new Float64Array(mu.length).fill(range);
  const seen = column.flatMap((value, place) => (Number.isNaN(value) ? [] : [place]));
  spreadByNeighbours(mu, sigma, seen, { from, to, least: range / Math.min(100, column.length + 2) });
  const logMass = mu.map((middle, place) => massBetween(from, to, middle, sigma[place] as number));
  return { axis, mu, sigma, logMass, shares: [] };
}

/** Widths from the distance to the farther neighbour; the outermost look inwards only. */
function spreadByNeighbours(
  mu: Float64Array,
  sigma: Float64Array,
  seen: readonly number[],
  { from, to, least }: { readonly from: number; readonly to: number; readonly least: number },
): void {
  const order = [...seen].sort((a, b) => (mu[a] as number) - (mu[b] as number) || a - b);
  const at = (place: number): number =>
    place < 0 ? from : place >= order.length ? to : (mu[order[place] as number] as number);
  for (const [place, kernel] of order.entries()) {
    const left = at(place) - at(place - 1);
    const right = at(place + 1) - at(place);
    const isFirst = place === 0;
    const isLast = place === order.length - 1;
    const width =
      isFirst && isLast ? Math.max(left, right) : isFirst ? right : isLast ? left : Math.max(left, right);
    sigma[kernel] = Math.min(to - from, Math.max(least, width));
  }
}

/** Log of a normal kernel's mass between two places; 0 where the axis has one value and the kernel no width. */
function massBetween(from: number, to: number, mu: number, sigma: number): number {
  return sigma > 0 ? logNormalMass((from - mu) / sigma, (to - mu) / sigma) : 0;
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Log density of a point: a density over what is continuous, a probability over what is not. O(kernels times axes). */
export function logDensity({ weights, axes }: Mixture, point: Point): number {
  const logs = weights.map((weight) => Math.log(weight));
  for (const [place, kernels] of axes.entries()) {
    const value = point[place] ?? NaN;
    if (!Number.isNaN(value)) addAxis(logs, kernels, value);
  }
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  return most === -Infinity
    ? most
    : most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

function addAxis(logs: Float64Array, { axis, mu, sigma, logMass, shares }: AxisKernels, value: number): void {
  const place = axis.log ? Math.log(value) : value;
  const [low, high] = [value - axis.step / 2, value + axis.step / 2].map((edge) =>
    axis.log ? Math.log(edge) : edge,
  );
  for (let kernel = 0; kernel < logs.length; kernel++) {
    const [middle = NaN, width = NaN] = [mu[kernel], sigma[kernel]];
    let log: number;
    if (axis.isChoice) log = Math.log(shares[kernel]?.[value] ?? 0);
    else if (axis.step > 0)
      log = massBetween(low ?? NaN, high ?? NaN, middle, width) - (logMass[kernel] as number);
    else {
      const z = (place - middle) / width;
      log = width > 0 ? -0.5 * z * z - Math.log(width) - HALF_LOG_TWO_PI - (logMass[kernel] as number) : 0;
    }
    logs[kernel] = (logs[kernel] as number) + log;
  }
}

/** Draws a point: a kernel by weight, then each coordinate from it. */
export function drawPoint({ weights, axes }: Mixture, random: Random): number[] {
  const kernel = pick(weights, random.next());
  return axes.map(({ axis, mu, sigma, shares }) => {
    if (axis.isChoice) return pick(shares[kernel] ?? [], random.next());
    const { from, to } = reachOf(axis);
    const place = drawWithin(from, to, mu[kernel] as number, sigma[kernel] as number, random.next());
    return snapTo(axis, axis.log ? Math.exp(place) : place);
  });
}

function drawWithin(from: number, to: number, mu: number, sigma: number, share: number): number {
  if (!(sigma > 0)) return mu;
  const low = fastNormalCdf((from - mu) / sigma);
  const high = fastNormalCdf((to - mu) / sigma);
  return Math.min(to, Math.max(from, mu + sigma * normalQuantile(low + share * (high - low))));
}

function pick(weights: ArrayLike<number>, share: number): number {
  let sum = 0;
  for (let place = 0; place < weights.length - 1; place++) {
    sum += weights[place] as number;
    if (share < sum) return place;
  }
  return weights.length - 1;
}
