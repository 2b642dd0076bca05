import { symmetricEigen, type Eigen } from "../../../series/symmetric-eigen.ts";

/** A normal distribution that moves and stretches towards where losses are small. */
export interface Adaptation {
  readonly mean: Float64Array;
  readonly sigma: number;
  /** Row by row, shape [n * n]. */
  readonly covariance: Float64Array;
  readonly eigen: Eigen;
  readonly sigmaPath: Float64Array;
  readonly covariancePath: Float64Array;
  readonly generation: number;
}

/** Constants that follow from the number of coordinates. */
export interface AdaptationRates {
  readonly size: number;
  readonly population: number;
  readonly weights: readonly number[];
  readonly parents: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cCovariance: number;
  readonly cOne: number;
  readonly cMu: number;
  readonly expectedNorm: number;
}

/** The rates of Hansen's tutorial, without negative weights. @see Hansen (2016), The CMA Evolution Strategy: A Tutorial. */
export function ratesOf(size: number, population = 4 + Math.floor(3 * Math.log(size))): AdaptationRates {
  const raw = Array.from(
    { length: Math.floor(population / 2) },
    (_, place) => Math.log((population + 1) / 2) - Math.log(place + 1),
  );
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const parents = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const cOne = 2 / ((size + 1.3) ** 2 + parents);
  const cSigma = (parents + 2) / (size + parents + 5);
  return {
    ...{ size, population, weights, parents, cOne, cSigma },
    dSigma: 1 + cSigma + 2 * Math.max(0, Math.sqrt((parents - 1) / (size + 1)) - 1),
    cCovariance: (4 + parents / size) / (size + 4 + (2 * parents) / size),
    cMu: Math.min(1 - cOne, (2 * (parents - 2 + 1 / parents)) / ((size + 2) ** 2 + parents)),
    expectedNorm: Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size)),
  };
}

/** The distribution before anything is known: in the middle of the unit cube, 0.3 wide. */
export function openAdaptation(size: number, sigma = 0.3): Adaptation {
  const covariance = new Float64Array(size * size);
  for (let axis = 0; axis < size; axis++) covariance[axis * size + axis] = 1;
  return {
    ...{ mean: new Float64Array(size).fill(0.5), sigma, covariance, eigen: symmetricEigen(covariance, size) },
    ...{ sigmaPath: new Float64Array(size), covariancePath: new Float64Array(size), generation: 0 },
  };
}

/** The directions' lengths of one deviation. */
const lengthsOf = ({ values }: Eigen): Float64Array =>
  values.map((value) => Math.sqrt(Math.max(value, 1e-20)));

/** `vectors` times `scaled`, or their transpose times it. */
function turn({ vectors }: Eigen, values: Float64Array, back = false): Float64Array {
  const size = values.length;
  const turned = new Float64Array(size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const at = back ? column * size + row : row * size + column;
      turned[row] = (turned[row] as number) + (vectors[at] as number) * (values[column] as number);
    }
  return turned;
}

/** A step from the mean, in units of sigma, of independent normal draws. */
export function stepOf({ eigen }: Adaptation, normals: Float64Array): Float64Array {
  const lengths = lengthsOf(eigen);
  return turn(
    eigen,
    normals.map((value, axis) => value * (lengths[axis] as number)),
  );
}

/** The next generation's distribution, of this one's places ordered by loss, the smallest first. O(n^3). */
export function adapt(
  rates: AdaptationRates,
  before: Adaptation,
  ordered: readonly Float64Array[],
): Adaptation {
  const { size, weights, parents, cSigma, dSigma, cCovariance, expectedNorm } = rates;
  const steps = weights.map((_, place) =>
    before.mean.map((middle, axis) => ((ordered[place]?.[axis] ?? middle) - middle) / before.sigma),
  );
  const step = before.mean.map((_, axis) =>
    weights.reduce((sum, weight, place) => sum + weight * (steps[place]?.[axis] ?? 0), 0),
  );
  const lengths = lengthsOf(before.eigen);
  const white = turn(
    before.eigen,
    turn(before.eigen, step, true).map((value, axis) => value / (lengths[axis] as number)),
  );
  const sigmaPath = blend(before.sigmaPath, white, cSigma, parents);
  const norm = Math.hypot(...sigmaPath);
  const generation = before.generation + 1;
  const settled =
    norm / Math.sqrt(1 - (1 - cSigma) ** (2 * generation)) < (1.4 + 2 / (size + 1)) * expectedNorm;
  const covariancePath = blend(before.covariancePath, step, cCovariance, settled ? parents : 0);
  const covariance = nextCovariance(rates, before.covariance, { steps, path: covariancePath, settled });
  return {
    mean: before.mean.map((middle, axis) => middle + before.sigma * (step[axis] as number)),
    sigma: Math.min(
      1,
      Math.max(1e-8, before.sigma * Math.exp((cSigma / dSigma) * (norm / expectedNorm - 1))),
    ),
    ...{ covariance, eigen: symmetricEigen(covariance, size), sigmaPath, covariancePath, generation },
  };
}

function blend(path: Float64Array, step: Float64Array, rate: number, parents: number): Float64Array {
  const push = Math.sqrt(rate * (2 - rate) * parents);
  return path.map((value, axis) => (1 - rate) * value + push * (step[axis] as number));
}

function nextCovariance(
  { size, weights, cOne, cMu, cCovariance }: AdaptationRates,
  before: Float64Array,
  {
    steps,
    path,
    settled,
  }: { readonly steps: readonly Float64Array[]; readonly path: Float64Array; readonly settled: boolean },
): Float64Array {
  const kept = 1 - cOne - cMu + (settled ? 0 : cOne * cCovariance * (2 - cCovariance));
  return before.map((value, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    const byRank = weights.reduce(
      (sum, weight, place) => sum + weight * (steps[place]?.[row] ?? 0) * (steps[place]?.[column] ?? 0),
      0,
    );
    return kept * value + cOne * (path[row] as number) * (path[column] as number) + cMu * byRank;
  });
}
