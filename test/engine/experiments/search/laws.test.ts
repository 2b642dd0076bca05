import { describe, expect, it } from "vitest";
import { pruners } from "#engine/experiments/search/pruners/catalogue.ts";
import { samplers } from "#engine/experiments/search/catalogue.ts";
import { openSearch, type Search, type SearchInput } from "#engine/experiments/search/search.ts";
import { openSobol } from "#engine/experiments/search/sobol-points.ts";
import { signedRankPValue } from "#engine/series/signed-rank.ts";
import { logNormalCdf, logNormalMass, scaledErfc } from "#engine/series/normal-tail.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { landscapes } from "#test/arbitraries/landscapes.ts";

/** Every kind of parameter, a condition and a constraint. */
const mixed: SearchInput["space"] = {
  parameters: {
    fast: { kind: "int", min: 2, max: 20, step: 3 },
    slow: { kind: "int", min: 5, max: 60 },
    band: { kind: "float", min: 0.001, max: 0.1, log: true },
    stop: { kind: "choice", values: ["none", "atr"] },
    multiple: { kind: "float", min: 1, max: 4, step: 0.5, when: { parameter: "stop", in: ["atr"] } },
  },
  constraints: [{ left: "fast", relation: "<", right: "slow" }],
};

type Values = Readonly<Record<string, number | string | boolean>>;

/** Something to climb on the mixed space. */
function scoreOf(values: Values): number {
  const { fast = 0, slow = 0, band = 1, multiple = 0 } = values;
  return (
    -((Number(fast) - 11) ** 2) / 50 -
    (Number(slow) - 40) ** 2 / 500 -
    (Math.log(Number(band)) + 4) ** 2 +
    Number(multiple) / 4
  );
}

function advance(search: Search, trials: number): void {
  for (const { number, values } of search.pending()) search.tell(number, { scores: [scoreOf(values)] });
  while (search.records().length < trials) {
    const ask = search.ask();
    if (!ask) return;
    search.tell(ask.number, { scores: [scoreOf(ask.values)] });
  }
}

const SETTINGS: Readonly<Record<string, Record<string, number>>> = {
  grid: { points: 2 },
  genetic: { population: 6 },
};
const open = (kind: string, seed = 7): Search =>
  openSearch({ space: mixed, sampler: { kind, params: SETTINGS[kind] ?? {} }, seed });

describe.each(samplers.blocks.map(({ kind }) => kind))("sampler %s", (kind) => {
  it("asks for values of the space only, and keeps its constraints and conditions", () => {
    const search = open(kind);
    advance(search, 20);
    for (const { values } of search.records()) {
      const { fast, slow, band, stop, multiple } = values;
      expect([2, 5, 8, 11, 14, 17, 20]).toContain(fast);
      expect(Number(slow)).toBeGreaterThan(Number(fast));
      expect(Number.isInteger(slow)).toBe(true);
      expect(Number(band)).toBeGreaterThanOrEqual(0.001 - 1e-15);
      expect(Number(band)).toBeLessThanOrEqual(0.1 + 1e-15);
      expect(multiple !== undefined).toBe(stop === "atr");
      if (multiple !== undefined) expect((Number(multiple) * 2) % 1).toBe(0);
    }
  });

  it("asks the same of the same seed, and goes on from its state as if it had never stopped", () => {
    const whole = open(kind);
    advance(whole, 18);
    const first = open(kind);
    advance(first, 13);
    first.ask();
    const resumed = openSearch(JSON.parse(JSON.stringify(first.state())) as SearchInput);
    advance(resumed, 18);
    expect(resumed.records()).toEqual(whole.records());
  });
});

describe("a search", () => {
  it.each([
    ["tpe", 60],
    ["gaussian-process", 18],
    ["cma-es", 60],
    ["genetic", 100],
  ] as const)("by %s beats chance where there is something to climb", (kind, trials) => {
    const { space, height } = landscapes.hartmann3;
    const bestOf = (sampler: string): number => {
      const found = [1, 2, 3].map((seed) => {
        const search = openSearch({ space, sampler: { kind: sampler }, seed, goals: ["minimise"] });
        for (let trial = 0; trial < trials; trial++) {
          const { number = 0, values = {} } = search.ask() ?? {};
          search.tell(number, { scores: [height(Object.values(values) as number[])] });
        }
        return search.best()?.scores[0] ?? NaN;
      });
      return found.reduce((sum, value) => sum + value, 0) / found.length;
    };
    expect(bestOf(kind)).toBeLessThan(bestOf("random"));
  });

  it("gives parallel trials different points", () => {
    const search = open("gaussian-process");
    advance(search, 15);
    const asked = Array.from({ length: 6 }, () => JSON.stringify(search.ask()?.values));
    expect(new Set(asked).size).toBe(6);
  });

  it("finds a front of several goals that nothing in it beats", () => {
    const search = openSearch({
      space: { parameters: { x: { kind: "float", min: -2, max: 4 } } },
      sampler: { kind: "genetic" },
      goals: ["minimise", "minimise"],
    });
    for (let trial = 0; trial < 120; trial++) {
      const { number = 0, values = {} } = search.ask() ?? {};
      const x = Number(values["x"]);
      search.tell(number, { scores: [x * x, (x - 2) ** 2] });
    }
    const front = search.front();
    expect(front.length).toBeGreaterThan(20);
    // Schaffer (1985): the front is x from 0 to 2.
    for (const { values } of front) {
      expect(Number(values["x"])).toBeGreaterThan(-0.1);
      expect(Number(values["x"])).toBeLessThan(2.1);
    }
  });

  it("tells each trial once, with a score for each goal", () => {
    const search = open("random");
    const { number = 0 } = search.ask() ?? {};
    expect(() => search.tell(number, { scores: [1, 2] })).toThrow("invalid scores: 2; give 1");
    search.tell(number, { state: "failed" });
    expect(() => search.tell(number, { scores: [1] })).toThrow("trial 0 is not running");
    expect(search.best()).toBeUndefined();
  });

  it("names what is wrong with a space", () => {
    const of = (parameters: SearchInput["space"]["parameters"]) => () =>
      openSearch({ space: { parameters }, sampler: { kind: "random" } });
    expect(of({})).toThrow("no parameter to search");
    expect(of({ a: { kind: "int", min: 5, max: 2 } })).toThrow("invalid range of a: 5 to 2");
    expect(of({ a: { kind: "float", min: 0, max: 2, log: true } })).toThrow(
      "invalid min of a: 0; use more than 0 with log",
    );
    expect(of({ a: { kind: "int", min: 0, max: 2, when: { parameter: "b", in: [1] } } })).toThrow(
      "unknown condition of a: b",
    );
    expect(() => open("tpa")).toThrow("did you mean tpe?");
  });
});

describe("pruners", () => {
  const complete = (...losses: number[]) => ({
    folds: losses.map((_, fold) => fold),
    losses,
    state: "complete" as const,
  });
  const running = (...losses: number[]) => ({ ...complete(...losses), state: "running" as const });
  const stops = (kind: string, current: ReturnType<typeof running>, others: ReturnType<typeof complete>[]) =>
    pruners.find(kind).of({}).shouldStop(current, others);
  const others = [
    complete(1, 1, 1, 1, 1),
    complete(2, 2, 2, 2, 2),
    complete(3, 3, 3, 3, 3),
    complete(4, 4, 4, 4, 4),
    complete(5, 5, 5, 5, 5),
  ];

  it("median stops what is worse than the median after as many folds, and not before five trials", () => {
    expect(stops("median", running(3.1, 3.1), others)).toBe(true);
    expect(stops("median", running(2.9, 2.9), others)).toBe(false);
    expect(stops("median", running(9, 9), others.slice(1))).toBe(false);
  });

  it("successive halving lets the best third go on, at its rungs only", () => {
    expect(stops("successive-halving", running(4.5), others)).toBe(true);
    expect(stops("successive-halving", running(1.5), others)).toBe(false);
    expect(stops("successive-halving", running(9, 9), others)).toBe(false);
  });

  it("Wilcoxon compares the same folds with the best trial, in whatever order they were run", () => {
    const best = [complete(1, 5, 2, 8, 3)];
    const worse = { folds: [4, 2, 3, 1], losses: [3.5, 2.3, 8.2, 5.9], state: "running" as const };
    expect(stops("wilcoxon", worse, best)).toBe(true);
    expect(stops("wilcoxon", { ...worse, losses: [3.5, 2.3, 4, 5.9] }, best)).toBe(false);
  });

  it("the signed-rank test equals scipy 1.17.1's, zeros split", () => {
    expectClose(signedRankPValue([0.5, 0.2, -0.1, 0.9, 1.3]), 0.0625, 1e-12);
    expectClose(signedRankPValue([1, 2, 3, 4]), 0.0625, 1e-12);
    expectClose(signedRankPValue([0.5, 0.5, -0.1, 0, 0.2, 0.9]), 0.046295797874966, 1e-9);
  });
});

describe("arithmetic of search", () => {
  it("Sobol points equal scipy 1.17.1's", () => {
    const points = openSobol(7);
    expect([...points(0)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...points(5)]).toEqual([0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875]);
    expect([...points(63)]).toEqual([0.015625, 0.796875, 0.359375, 0.453125, 0.859375, 0.140625, 0.578125]);
    expect([...openSobol(40)(37).slice(-4)]).toEqual([0.890625, 0.671875, 0.953125, 0.078125]);
  });

  it("normal tails equal mpmath's at 40 digits", () => {
    expectClose(scaledErfc(0.3), 0.7345993345676551, 1e-14);
    expectClose(scaledErfc(3), 0.1790011511813899, 1e-14);
    expectClose(scaledErfc(10), 0.05614099274382259, 1e-14);
    expectClose(scaledErfc(-0.5), 1.952360489182557, 1e-14);
    expectClose(logNormalCdf(-40), -804.6084420137538, 1e-14);
    expectClose(logNormalCdf(-0.5), -1.1759117615936185, 1e-14);
    expectClose(logNormalCdf(3), -0.0013508099647481938, 1e-14);
    expectClose(logNormalMass(-40, -39.5), -784.720879106624, 1e-14);
    expectClose(logNormalMass(5, 6), -15.068446096529453, 1e-13);
    expectClose(logNormalMass(-1, 2), -0.2001662943244626, 1e-13);
  });
});
