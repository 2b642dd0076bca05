import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";
import { combinations } from "./combinations.ts";
import type { Span } from "./walk-forward.ts";

/** A split of rows into those to learn from and those to judge by. */
export interface SpanSplit {
  /** What is left of each group that is not tested, ascending. */
  readonly train: readonly Span[];
  /** Groups that are tested, and their rows. */
  readonly testGroups: readonly number[];
  readonly tests: readonly Span[];
}

/** A {@link SpanSplit} whose train is told row by row, ascending. */
export interface PurgedSplit extends Omit<SpanSplit, "train"> {
  readonly train: readonly number[];
}

/** How rows are cut; lengths in rows. */
export const purgedFolds = z.strictObject({
  groups: z.number().int().min(2).max(50).describe("equal parts in the order of time"),
  testGroups: z
    .number()
    .int()
    .min(1)
    .max(25)
    .default(1)
    .describe("parts that are tested at once; 1 is k-fold"),
  purge: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("rows left out on either side of a test, whose labels reach into it"),
  embargo: z.number().int().min(0).default(0).describe("rows left out after a test"),
});

/** Most splits of one validation. */
const MAX_SPLITS = 100_000;

/** The groups' spans; the first ones are a row longer where the rows do not divide. */
export function groupSpans(rows: number, groups: number): Span[] {
  const length = Math.floor(rows / groups);
  const longer = rows % groups;
  return Array.from({ length: groups }, (_, group) => {
    const from = group * length + Math.min(group, longer);
    return { from, to: from + length + (group < longer ? 1 : 0) };
  });
}

/**
 * Every split of rows into test groups and a purged train: k-fold where one group is tested, combinatorial where more are.
 *
 * @throws EngineError "bad-param" where there are fewer rows than groups or as many test groups as groups, "over-limit" past 100,000 splits.
 * @see Lopez de Prado (2018), Advances in Financial Machine Learning, 7.4 and 12.3.
 */
export function purgedSpans(rows: number, input: z.input<typeof purgedFolds>): SpanSplit[] {
  const given = parseParams(purgedFolds, input, { stage: "validation" });
  const { groups, testGroups: tested } = given;
  if (rows < groups)
    throw new EngineError("bad-param", `too few rows: ${rows}; use ${groups} or more, or fewer groups`);
  if (tested >= groups)
    throw new EngineError("bad-param", `invalid testGroups: ${tested}; use fewer than ${groups}`);
  const spans = groupSpans(rows, groups);
  return combinations(groups, tested, MAX_SPLITS).map((testGroups) => {
    const tests = testGroups.map((group) => spans[group] ?? { from: 0, to: 0 });
    const others = spans.filter((_, group) => !testGroups.includes(group));
    const train = others.map((span) => cutSpan(span, tests, given)).filter(({ from, to }) => from < to);
    return { train, testGroups, tests };
  });
}

/** What is left of a group between the tests around it. */
function cutSpan(
  { from, to }: Span,
  tests: readonly Span[],
  { purge, embargo }: Pick<z.output<typeof purgedFolds>, "purge" | "embargo">,
): Span {
  const before = tests.filter((test) => test.to <= from).map((test) => test.to + Math.max(purge, embargo));
  const after = tests.filter((test) => test.from >= to).map((test) => test.from - purge);
  return { from: Math.max(from, ...before), to: Math.min(to, ...after) };
}

/**
 * {@link purgedSpans} row by row.
 *
 * @example purgedSplits(100, { groups: 5, purge: 2, embargo: 3 })[1]?.train
 */
export function purgedSplits(rows: number, input: z.input<typeof purgedFolds>): PurgedSplit[] {
  return purgedSpans(rows, input).map((split) => ({
    ...split,
    train: split.train.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, row) => from + row)),
  }));
}

/**
 * Puts combinatorial tests together to whole paths: on path p every group is judged by the p-th of the splits that test it.
 *
 * @returns By path the split for each group; C(groups - 1, tested - 1) paths.
 * @example combinatorialPaths([{ testGroups: [0, 1] }, { testGroups: [0, 2] }, { testGroups: [1, 2] }], 3)
 */
export function combinatorialPaths(
  splits: readonly Pick<SpanSplit, "testGroups">[],
  groups: number,
): number[][] {
  const testing = Array.from({ length: groups }, (_, group) =>
    splits.flatMap(({ testGroups }, split) => (testGroups.includes(group) ? [split] : [])),
  );
  return Array.from({ length: testing[0]?.length ?? 0 }, (_, path) => testing.map((own) => own[path] ?? 0));
}
