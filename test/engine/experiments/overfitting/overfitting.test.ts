import { describe, expect, it } from "vitest";
import { deflatedSharpe } from "#engine/attribution/inference/deflated-sharpe.ts";
import { probabilisticSharpe } from "#engine/attribution/inference/probabilistic-sharpe.ts";
import { sharpeSample } from "#engine/attribution/sharpe-sample.ts";
import { overfittingProbability } from "#engine/experiments/overfitting/cscv.ts";
import { meanCorrelation } from "#engine/experiments/overfitting/mean-correlation.ts";
import { overfittingPanel } from "#engine/experiments/overfitting/panel.ts";
import { permutationPValue } from "#engine/experiments/overfitting/permutation-p-value.ts";
import { plateauOf } from "#engine/experiments/overfitting/plateau.ts";
import { superiorAbility } from "#engine/experiments/overfitting/superior-ability.ts";
import { trustGrade } from "#engine/experiments/overfitting/trust-grade.ts";
import { parseSpace } from "#engine/experiments/search/space.ts";
import { createRandom } from "#engine/random.ts";
import { optimalBlockLength } from "#engine/series/block-length.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

interface Found {
  readonly pbo: number;
  readonly logits?: readonly number[];
  readonly n_star?: readonly number[];
  readonly sr_is?: readonly number[];
  readonly sr_oos?: readonly number[];
  readonly slope: number;
  readonly intercept: number;
  readonly r2: number;
  readonly prob_oos_loss: number;
  readonly n_combos: number;
}
interface Cscv {
  readonly noise: { readonly M: readonly number[][]; readonly S6: Found; readonly S8: Found };
  readonly skill: {
    readonly addTo: { readonly col: number; readonly add: number };
    readonly S6: Found;
    readonly S8: Found;
  };
}

const columnsOf = (rows: readonly (readonly number[])[]): Float64Array[] =>
  (rows[0] ?? []).map((_, column) => Float64Array.from(rows, (row) => row[column] ?? NaN));

/** Independent normal returns without drift. */
function noise(rows: number, columns: number, seed: number, drift = 0): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: columns }, () =>
    Float64Array.from({ length: rows }, () => drift + 0.01 * random.normal()),
  );
}

function expectFound(found: ReturnType<typeof overfittingProbability>, wanted: Found): void {
  expectClose(found.pbo, wanted.pbo, 1e-12);
  expect(found.splits).toBe(wanted.n_combos);
  for (const [ours, theirs] of [
    [found.slope, wanted.slope],
    [found.intercept, wanted.intercept],
    [found.rSquared, wanted.r2],
    [found.lossShare, wanted.prob_oos_loss],
  ])
    expectClose(ours, theirs ?? NaN, 1e-9);
  for (const [place, value] of (wanted.logits ?? []).entries()) expectClose(found.logits[place], value, 1e-9);
  for (const [place, value] of (wanted.n_star ?? []).entries()) expect(found.chosen[place]).toBe(value);
  for (const [place, value] of (wanted.sr_is ?? []).entries())
    expectClose(found.inSample[place], value, 1e-9);
  for (const [place, value] of (wanted.sr_oos ?? []).entries())
    expectClose(found.outOfSample[place], value, 1e-9);
}

describe.skipIf(!hasFixtures)(needsFixtures("reference values"), () => {
  it("the probability of overfitting equals an independent implementation's, of noise and of skill", () => {
    const { noise: plain, skill } = readJsonFixture<Cscv>("quant/cscv.json");
    const columns = columnsOf(plain.M);
    expectFound(overfittingProbability(columns, 6), plain.S6);
    expectFound(overfittingProbability(columns, 8), plain.S8);
    const better = columns.map((column, place) =>
      place === skill.addTo.col ? column.map((value) => value + skill.addTo.add) : column,
    );
    expectFound(overfittingProbability(better, 6), skill.S6);
    expectFound(overfittingProbability(better, 8), skill.S8);
  });

  it("block lengths equal those of arch 8", () => {
    interface Blocks {
      readonly ar1: number[];
      readonly iid: number[];
      readonly ar1_expected: { stationary: number; circular: number };
      readonly iid_expected: { stationary: number; circular: number };
    }
    const fixture = readJsonFixture<Blocks>("quant/block_length.json");
    for (const kind of ["ar1", "iid"] as const) {
      const found = optimalBlockLength(Float64Array.from(fixture[kind]));
      expectClose(found.stationary, fixture[`${kind}_expected`].stationary, 1e-9);
      expectClose(found.circular, fixture[`${kind}_expected`].circular, 1e-9);
    }
  });
});

describe("calibration", () => {
  it("of 60 markets without drift, the best of 100 trials has a deflated Sharpe ratio above 0.95 in at most 8 %", () => {
    let deflated = 0;
    let plain = 0;
    for (let market = 0; market < 60; market++) {
      const samples = noise(500, 100, 1000 + market).map((returns) => sharpeSample({ returns }));
      const mean = samples.reduce((sum, { sharpe }) => sum + sharpe, 0) / 100;
      const variance = samples.reduce((sum, { sharpe }) => sum + (sharpe - mean) ** 2, 0) / 99;
      const best = samples.reduce((top, sample) => (sample.sharpe > top.sharpe ? sample : top));
      if (deflatedSharpe(best, { count: 100, variance }) > 0.95) deflated += 1;
      if (probabilisticSharpe(best) > 0.95) plain += 1;
    }
    expect(deflated / 60).toBeLessThanOrEqual(0.08);
    // What it protects from: undeflated, nearly every market of noise looks like skill.
    expect(plain / 60).toBeGreaterThan(0.5);
  });

  it("the probability of overfitting of independent noise is near a half on average", () => {
    const found = Array.from(
      { length: 30 },
      (_, draw) => overfittingProbability(noise(1000, 50, 500 + draw), 10).pbo,
    );
    const mean = found.reduce((sum, pbo) => sum + pbo, 0) / found.length;
    expect(Math.abs(mean - 0.49)).toBeLessThan(0.1);
  });

  it("tests of superior ability find what is there, and noise at the size of the test", () => {
    const skill = [...noise(400, 10, 3), ...noise(400, 1, 4, 0.003)];
    expect(superiorAbility(skill, { draws: 300 })).toMatchObject({ best: 10 });
    expect(superiorAbility(skill, { draws: 300 }).consistent).toBeLessThan(0.05);
    const rejected = Array.from({ length: 40 }, (_, draw) =>
      superiorAbility(noise(200, 8, 900 + draw), { draws: 99, block: 1 }),
    );
    expect(rejected.filter(({ consistent }) => consistent < 0.1).length).toBeLessThanOrEqual(9);
    for (const { lower, consistent, upper } of rejected) {
      expect(lower).toBeLessThanOrEqual(consistent);
      expect(consistent).toBeLessThanOrEqual(upper);
    }
  });
});

describe("the surroundings of a best set", () => {
  const space = parseSpace({
    parameters: { a: { kind: "int", min: 0, max: 20 }, b: { kind: "int", min: 0, max: 20 } },
  });
  const surface = (score: (a: number, b: number) => number) =>
    Array.from({ length: 441 }, (_, at) => ({
      values: { a: at % 21, b: Math.floor(at / 21) },
      score: score(at % 21, Math.floor(at / 21)),
    }));

  it("a hill is broad, a needle is not, and the robust set is the hill's even under a higher needle", () => {
    const hill = (a: number, b: number): number => Math.exp(-((a - 10) ** 2 + (b - 10) ** 2) / 60);
    expect(plateauOf(surface(hill), space)).toMatchObject({
      isBroad: true,
      atEdge: [],
      best: { values: { a: 10, b: 10 } },
    });
    const needle = plateauOf(
      surface((a, b) => (a === 3 && b === 16 ? 2 : hill(a, b))),
      space,
    );
    expect(needle).toMatchObject({
      isBroad: false,
      best: { values: { a: 3, b: 16 } },
      robust: { values: { a: 10, b: 10 } },
    });
  });

  it("says which parameters lie at the end of their range", () => {
    expect(
      plateauOf(
        surface((a, b) => 1 + a - (b - 10) ** 2 / 100),
        space,
      )?.atEdge,
    ).toEqual(["a"]);
  });
});

describe("the panel", () => {
  const panelOf = (columns: Float64Array[], outOfSample: Float64Array) =>
    overfittingPanel({
      trials: columns.map((returns, at) => ({
        values: { a: at },
        score: sharpeSample({ returns }).sharpe,
        returns,
        trades: 100,
      })),
      ledgerTrials: columns.length,
      space: parseSpace({ parameters: { a: { kind: "int", min: 0, max: 100 } } }),
      periodsPerYear: 252,
      outOfSample,
      seed: 1,
    });

  it("does not believe the best of noise, and counts the trials of the ledger", () => {
    const columns = noise(500, 40, 77);
    const panel = panelOf(columns, noise(250, 1, 5)[0] ?? new Float64Array());
    expect(["D", "F"]).toContain(panel.trust.grade);
    expect(panel.probabilisticSharpe ?? 0).toBeGreaterThan(panel.deflatedSharpe ?? 1);
    expect(panel.effectiveTrials).toBeGreaterThan(35);
  });

  it("is about what can be chosen, and of the others counts that they were tried", () => {
    const columns = noise(500, 40, 77);
    const trials = columns.map((returns, at) => ({
      ...{ values: { a: at }, returns, trades: at < 20 ? 100 : 3 },
      score: at < 20 ? sharpeSample({ returns }).sharpe : NaN,
    }));
    const drawn = { ledgerTrials: 40, periodsPerYear: 252, outOfSample: undefined, seed: 1 };
    const space = parseSpace({ parameters: { a: { kind: "int", min: 0, max: 100 } } });
    const panel = overfittingPanel({ ...drawn, trials, space });
    const best = Math.max(...trials.slice(0, 20).map(({ score }) => score));
    expectClose(panel.inSampleSharpe ?? NaN, best * Math.sqrt(252), 1e-12);
    expect(panel.plateau?.robust.values["a"]).toBeLessThan(20);
    expect(panel.trust.reasons.join()).not.toContain("trades");
    expect(panel.effectiveTrials).toBeGreaterThan(35);
    // One left to choose is not a search of one.
    const lonely = trials.map((trial, at) => ({ ...trial, score: at === 0 ? trial.score : NaN }));
    const { deflatedSharpe, probabilisticSharpe } = overfittingPanel({ ...drawn, trials: lonely, space });
    expect(deflatedSharpe ?? 1).toBeLessThan(probabilisticSharpe ?? 0);
    // With none left its bars are as many years as before.
    const none = trials.map((trial) => ({ ...trial, score: NaN }));
    expect(overfittingPanel({ ...drawn, trials: none, space })).toMatchObject({
      years: panel.years,
      pbo: null,
    });
  });

  it("grades by rule, with a reason for every letter", () => {
    const sound = {
      deflatedSharpe: 0.99,
      pbo: 0.05,
      inSampleSharpe: 1.5,
      outOfSampleSharpe: 1.2,
      isBroad: true,
      atEdge: false,
      trades: 200,
      years: 10,
      minimumYears: 6,
    };
    expect(trustGrade(sound)).toEqual({ grade: "A", reasons: [] });
    expect(trustGrade({ ...sound, atEdge: true }).grade).toBe("B");
    expect(trustGrade({ ...sound, pbo: 0.6 })).toMatchObject({
      grade: "F",
      reasons: [expect.stringContaining("PBO above 50 %")],
    });
    expect(trustGrade({ ...sound, outOfSampleSharpe: -0.1 })).toEqual({
      grade: "F",
      reasons: ["it earned nothing out of sample"],
    });
    expect(trustGrade({ ...sound, outOfSampleSharpe: null }).reasons).toEqual([
      "nothing was looked at out of sample",
    ]);
    expect(trustGrade({ ...sound, isBroad: null }).reasons).toEqual([
      "nothing was tried close to the best set: its peak may be narrow",
    ]);
  });

  it("mean correlation is that of all pairs", () => {
    const [a = new Float64Array(), b = new Float64Array()] = noise(100, 2, 9);
    expectClose(meanCorrelation([a, a, a.map((value) => -value)]), -1 / 3, 1e-9);
    expect(Math.abs(meanCorrelation([a, b]))).toBeLessThan(0.3);
  });

  it("a permutation's p-value counts the real market among the permuted", () => {
    expect(permutationPValue(2, [1, 2, 3, NaN])).toBe(3 / 5);
  });
});
