import fc from "fast-check";
import { expect, test } from "vitest";
import { backtest, buy, defineStrategy, exit, sliceBars, syntheticMarket } from "#engine/index.ts";
import { auditSteps } from "#engine/audit/audit.ts";
import { asOfSpec } from "#engine/indicators/as-of-rows.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";

const DAY_MS = 86_400_000;
const market = syntheticMarket({ kind: "volatile", bars: 120, seed: 9, symbol: "WILD" });
const first = market.closeTime[0] ?? 0;

/** Rows at whole hours around the market's first two months, some at the very close of a bar. */
const rows = fc.array(
  fc.record({
    knownAt: fc.oneof(
      fc.integer({ min: -200, max: 1500 }).map((hours) => first + hours * 3_600_000),
      fc.nat({ max: 119 }).map((bar) => market.closeTime[bar] ?? 0),
    ),
    score: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 40 },
);
const specOf = (all: readonly { knownAt: number; score: number }[]) =>
  asOfSpec({
    knownAt: Float64Array.from(all, ({ knownAt }) => knownAt),
    names: ["score"],
    columns: [Float64Array.from(all, ({ score }) => score)],
  });

test("each bar sees the last row that was known at its close, whatever the order of the rows", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const expected = Float64Array.from(market.closeTime, (close) => {
        const known = all.filter(({ knownAt }) => knownAt <= close);
        const latest = Math.max(...known.map(({ knownAt }) => knownAt));
        return known.findLast(({ knownAt }) => knownAt === latest)?.score ?? NaN;
      });
      expect(computeIndicator(specOf(all), market)["score"]).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("a prefix of the bars has the very values of the whole", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 119 }), (all, end) => {
      const whole = computeIndicator(specOf(all), market)["score"];
      const prefix = computeIndicator(specOf(all), sliceBars(market, 0, end))["score"];
      expect(prefix).toEqual(whole?.slice(0, end));
    }),
    { numRuns: 40 },
  );
});

test("a row counts no longer after its days, and only for its own symbol", () => {
  const at = (bar: number): number => market.closeTime[bar] ?? NaN;
  const spec = asOfSpec({
    knownAt: Float64Array.of(at(10), at(20), at(20)),
    names: ["score", "count"],
    columns: [Float64Array.of(1, 2, 3), Float64Array.of(4, NaN, 6)],
    symbols: ["WILD", "WILD", "OTHER"],
    maxAgeDays: 3,
  });
  const { score = [], count = [] } = computeIndicator(spec, market);
  const ages = market.closeTime.map((close) => (close - at(10)) / DAY_MS);
  expect([9, 10, 20].map((bar) => score[bar])).toEqual([NaN, 1, 2]);
  expect([10, 20].map((bar) => count[bar])).toEqual([4, NaN]);
  for (let bar = 10; bar < 20; bar++) expect(score[bar]).toBe((ages[bar] ?? 0) <= 3 ? 1 : NaN);
});

test("the audit finds nothing in a strategy that decides by such rows, and other rows make another run", () => {
  const all = Array.from({ length: 12 }, (_, week) => ({
    knownAt: first + week * 7 * DAY_MS,
    score: week % 3,
  }));
  const strategy = (given: typeof all) =>
    defineStrategy({
      name: "mood",
      version: "1.0.0",
      indicators: () => ({ mood: specOf(given) }),
      signal: ({ mood }) => (mood.now > 0 ? buy() : exit()),
    });
  const one = backtest(strategy(all), { bars: market });
  const steps = auditSteps(strategy(all), { bars: market });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  expect([one.trades.length > 1, step.value.verdict]).toEqual([true, "causal"]);
  const other = backtest(strategy(all.with(11, { knownAt: first, score: 5 })), { bars: market });
  expect(other.manifest.codeHash).not.toBe(one.manifest.codeHash);
  expect(backtest(strategy(all), { bars: market }).manifest.hash).toBe(one.manifest.hash);
});

test("a row without a time is named", () => {
  const spec = () =>
    asOfSpec({ knownAt: Float64Array.of(1, NaN), names: ["score"], columns: [Float64Array.of(1, 2)] });
  expect(spec).toThrow(/row 2 has no time/);
});
