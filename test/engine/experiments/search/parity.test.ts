import { describe, expect, it } from "vitest";
import { axesOf } from "#engine/experiments/search/axes.ts";
import {
  standardLogImprovement,
  logImprovement,
} from "#engine/experiments/search/gaussian/expected-improvement.ts";
import { fitProcess } from "#engine/experiments/search/gaussian/fit.ts";
import {
  conditionOn,
  logLikelihood,
  logPrior,
  posteriorAt,
  type GaussianProcess,
} from "#engine/experiments/search/gaussian/process.ts";
import { parseSpace } from "#engine/experiments/search/space.ts";
import { logDensity, mixtureOf, type Mixture } from "#engine/experiments/search/tpe/mixture.ts";
import { ageWeights, goodCount, splitTrials } from "#engine/experiments/search/tpe/split-trials.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

type Columns = Readonly<Record<string, readonly number[]>>;
interface Kernels {
  readonly weights: readonly number[];
  readonly [name: string]: readonly number[] | { mu?: number[]; sigma?: number[]; cat_weights?: number[][] };
}
interface Tpe {
  readonly space_order: readonly string[];
  readonly obs: Columns;
  readonly y: readonly number[];
  readonly below: readonly number[];
  readonly above: readonly number[];
  readonly gamma: Readonly<Record<string, number>>;
  readonly weights30: readonly number[];
  readonly pe_below: Kernels;
  readonly pe_above: Kernels;
  readonly cand: Columns;
  readonly log_l: readonly number[];
  readonly log_g: readonly number[];
}

/** The space that the fixture's trials were drawn from, by its ranges of kernels. */
const space = axesOf(
  parseSpace({
    parameters: {
      cat: { kind: "choice", values: ["a", "b", "c"] },
      fast: { kind: "int", min: 2, max: 60 },
      lr: { kind: "float", min: 1e-4, max: 0.05, log: true },
      x: { kind: "float", min: -5, max: 10 },
      step: { kind: "float", min: 0, max: 10, step: 0.25 },
    },
  }),
);

function pointsOf(order: readonly string[], columns: Columns): number[][] {
  const count = columns[order[0] ?? ""]?.length ?? 0;
  return Array.from({ length: count }, (_, row) => order.map((name) => columns[name]?.[row] ?? NaN));
}

function expectAll(found: ArrayLike<number>, wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [place, value] of wanted.entries()) expectClose(found[place] ?? NaN, value, 1e-9);
}

function expectKernels(found: Mixture, wanted: Kernels): void {
  expectAll(found.weights, wanted.weights);
  for (const { axis, mu, sigma, shares } of found.axes) {
    const kernels = wanted[axis.name] as Exclude<Kernels[string], readonly number[]>;
    if (axis.isChoice)
      for (const [row, values] of (kernels.cat_weights ?? []).entries()) expectAll(shares[row] ?? [], values);
    else expectAll(mu, kernels.mu ?? []);
    // Widths of tied observations depend on the order in which a sort leaves them, which numpy does not promise.
    if (!axis.isChoice) {
      const ordered = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);
      expectAll(ordered(sigma), ordered(kernels.sigma ?? []));
    }
  }
}

describe.skipIf(!hasFixtures)(needsFixtures("TPE equals Optuna 5.0.0"), () => {
  const fixture = readFixture<Tpe>("quant/tpe.json");

  it("in how many trials are good, and what age weighs", () => {
    for (const [count, good] of Object.entries(fixture().gamma)) expect(goodCount(Number(count))).toBe(good);
    expectAll(ageWeights(30), fixture().weights30);
  });

  it("in which trials are good", () => {
    const { y, space_order: order, obs, below, above } = fixture();
    const points = pointsOf(order, obs);
    const trials = y.map((loss, number) => ({
      number,
      point: points[number] ?? [],
      losses: [loss],
      state: "complete" as const,
      steps: 0,
      violation: 0,
    }));
    const split = splitTrials(trials);
    expect(split.below.map(({ number }) => number)).toEqual(below);
    expect(split.above.map(({ number }) => number)).toEqual(above);
  });

  it("in kernels and log densities", () => {
    const {
      space_order: order,
      obs,
      below,
      above,
      pe_below: good,
      pe_above: bad,
      cand,
      log_l: logL,
      log_g: logG,
    } = fixture();
    const points = pointsOf(order, obs);
    const l = mixtureOf(
      space.axes,
      below.map((row) => points[row] ?? []),
    );
    const g = mixtureOf(
      space.axes,
      above.map((row) => points[row] ?? []),
    );
    expectKernels(l, good);
    expectKernels(g, bad);
    expectAll(
      pointsOf(order, cand).map((point) => logDensity(l, point)),
      logL,
    );
    // Tied observations swap their widths with numpy's sort, which moves a density by less than this.
    for (const [row, point] of pointsOf(order, cand).entries())
      expectClose(logDensity(g, point), logG[row] ?? NaN, 0.05);
  });
});

function readFixture<T>(path: string): () => T {
  return () => readJsonFixture<T>(path);
}

interface Gp {
  readonly X: readonly number[][];
  readonly y: readonly number[];
  readonly Xtest: readonly number[][];
  readonly fixed: Fitted & { readonly mll_no_const: number; readonly log_prior: number };
  readonly fitted: Fitted & { readonly logEI_f0_max_y: readonly number[] };
  readonly standard_logei: { readonly z: readonly number[]; readonly value: readonly number[] };
}
interface Fitted {
  readonly inv_sq_lengthscales: readonly number[];
  readonly kernel_scale: number;
  readonly noise_var: number;
  readonly mean: readonly number[];
  readonly var: readonly number[];
}

describe.skipIf(!hasFixtures)(needsFixtures("the Gaussian process equals Optuna 5.0.0"), () => {
  const fixture = readFixture<Gp>("quant/gp.json");
  const observed = () => ({
    axes: [{ isChoice: false }, { isChoice: false }, { isChoice: false }],
    places: fixture().X.map((row) => Float64Array.from(row)),
    values: Float64Array.from(fixture().y),
  });
  const conditioned = (given: Fitted): GaussianProcess => {
    const process = conditionOn(observed(), {
      inverseSquaredScales: Float64Array.from(given.inv_sq_lengthscales),
      kernelScale: given.kernel_scale,
      noiseVariance: given.noise_var,
    });
    if (!process) throw new Error("singular");
    return process;
  };

  it("in likelihood, prior and posterior of fixed beliefs", () => {
    const { fixed, Xtest } = fixture();
    const process = conditioned(fixed);
    expectClose(logLikelihood(process), fixed.mll_no_const, 1e-9);
    expectClose(logPrior(process.beliefs), fixed.log_prior, 1e-9);
    for (const [row, place] of Xtest.entries()) {
      expectClose(posteriorAt(process, place).mean, fixed.mean[row] ?? NaN, 1e-9);
      expectClose(posteriorAt(process, place).variance, fixed.var[row] ?? NaN, 1e-9);
    }
  });

  it("in expected improvement, deep tails included", () => {
    const {
      fitted,
      Xtest,
      standard_logei: { z, value },
      y,
    } = fixture();
    for (const [row, at] of z.entries()) expectClose(standardLogImprovement(at), value[row] ?? NaN, 1e-9);
    const process = conditioned(fitted);
    for (const [row, place] of Xtest.entries())
      expectClose(logImprovement(process, Math.max(...y), place), fitted.logEI_f0_max_y[row] ?? NaN, 1e-6);
  });

  it("and its fit is at least as likely as the one of scipy's L-BFGS", () => {
    const theirs = conditioned(fixture().fitted);
    const ours = fitProcess(observed());
    const score = (process: GaussianProcess): number => logLikelihood(process) + logPrior(process.beliefs);
    expect(score(ours)).toBeGreaterThan(score(theirs) - 1e-3);
  });
});
