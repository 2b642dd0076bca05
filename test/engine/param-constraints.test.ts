import { expect, test } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { brokenConstraints } from "#engine/param-constraints.ts";
import { buy } from "#engine/signals/signal.ts";
import { emaCrossover } from "#engine/strategies/ema-crossover.ts";
import { defineStrategy, int } from "#engine/strategy.ts";
import { realBars } from "#test/arbitraries/fixtures.ts";

test("a relation is told of exactly when the numbers do not keep it", () => {
  const broken = (relation: string, a: unknown, b: unknown) =>
    brokenConstraints([`a ${relation} b`], { a, b }).length;
  for (const [relation, keeps] of [
    ["<", [1, 0, 0]],
    ["<=", [1, 1, 0]],
    [">", [0, 0, 1]],
    [">=", [0, 1, 1]],
  ] as const)
    expect([broken(relation, 1, 2), broken(relation, 2, 2), broken(relation, 3, 2)]).toEqual(
      keeps.map((kept) => 1 - kept),
    );
  expect(broken("<", "sma", 2)).toBe(0);
});

test("a crossover whose fast average is the longer one runs and says so", () => {
  const bars = realBars("AAPL_obs_1d");
  const run = (params: object) => backtest(emaCrossover.strategy, { bars, params });
  expect(run({ fast: 50, slow: 20 }).warnings).toContain(
    "fast 50 and slow 20: this strategy is meant for fast < slow, and its signals mean something else like this",
  );
  expect(run({ fast: 20, slow: 50 }).warnings.join()).not.toContain("meant for");
});

test.each([
  ["fast below slow", "no relation"],
  ["fast < slwo", "unknown parameter slwo"],
])("a constraint that cannot be read is refused: %s", (text, words) => {
  const params = { fast: int(2, { min: 1, max: 9 }), slow: int(3, { min: 1, max: 9 }) };
  const define = () =>
    defineStrategy({ name: "x", version: "1.0.0", params, constraints: [text], signal: () => buy() });
  expect(define).toThrow(`invalid constraint: ${text}, ${words}`);
});
