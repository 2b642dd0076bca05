import { z } from "zod";
import type { StudyResult } from "./study-result.ts";
import { studySpec, studyTrial, type StudyTrial } from "./study-spec.ts";

/** JSON has no NaN. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? NaN);
const maybe = z.number().nullable();
const column = z.array(number).transform((values) => Float64Array.from(values));
const span = z.object({ from: z.number(), to: z.number() });
const scored = { values: studyTrial.shape.values, score: number };

const plateau = z.object({
  best: z.object(scored),
  ...{ score: maybe, worst: maybe, positiveShare: maybe, cliff: maybe },
  neighbours: z.number(),
  atEdge: z.array(z.string()),
  robust: z.object({ ...scored, smoothed: number }),
  isBroad: z.boolean(),
});

const panel = z.object({
  ...{ trials: z.number(), effectiveTrials: number, years: number },
  ...{ inSampleSharpe: maybe, outOfSampleSharpe: maybe, probabilisticSharpe: maybe, deflatedSharpe: maybe },
  ...{ minimumTrackYears: maybe, minimumBacktestYears: number },
  ...{ pbo: maybe, pboSlope: maybe, superiorAbility: maybe, realityCheck: maybe },
  plateau: plateau.optional(),
  trust: z.object({ grade: z.enum(["A", "B", "C", "D", "F"]), reasons: z.array(z.string()) }),
});

const walk = z.object({
  ...{ returns: column, equity: column },
  ...{ efficiency: maybe, profitableShare: number, drift: maybe, sharpe: maybe },
  sharpeInterval: z.tuple([z.number(), z.number()]).nullable(),
});

const crossSplit = z.object({
  ...{ window: z.number().int(), testGroups: z.array(z.number().int()) },
  best: studyTrial.optional(),
  ...{ outOfSampleScore: maybe, outOfSampleTrades: z.number() },
});

const cross = z.object({
  groups: z.number().int(),
  splits: z.array(crossSplit),
  paths: z.array(z.object({ sharpe: maybe, totalReturn: number })),
  distribution: z.object({
    ...{ paths: z.number().int(), median: number, low: number, high: number, shareBelowZero: number },
  }),
});

const studyWindow = z.object({
  ...{ window: z.number().int(), train: span, test: span },
  best: studyTrial.optional(),
  outOfSampleScore: maybe,
  outOfSampleTrades: z.number(),
});

/** A study's result as it is stored and sent, without its trials, which are rows of their own. */
export const storedResult = z.object({
  spec: studySpec,
  best: studyTrial.optional(),
  front: z.array(studyTrial).default([]),
  outOfSampleScore: maybe,
  heldOutFrom: maybe,
  closes: maybe.default(null).describe("absent in studies that ended before it was told"),
  windows: z.array(studyWindow),
  walk: walk.nullable(),
  cross: cross.nullable().default(null).describe("absent in studies that ended before there was one"),
  panel,
});
/** What is stored of a result. */
export type StoredResult = z.output<typeof storedResult>;

/** A result as plain JSON: columns as lists, trials left out. */
export function plainResult(found: StudyResult): object {
  const { walk } = found;
  return {
    ...found,
    trials: undefined,
    walk: walk && { ...walk, returns: [...walk.returns], equity: [...walk.equity] },
  };
}

/** A stored result with its trials again: equal, bit for bit, to the one that was stored. @throws ZodError on anything else. */
export function readResult(stored: unknown, trials: readonly StudyTrial[]): StudyResult {
  const { best, windows, cross: crossed, panel: found, ...rest } = storedResult.parse(stored);
  return {
    ...{ ...rest, trials, best },
    windows: windows.map((window) => ({ ...window, best: window.best })),
    cross: crossed && { ...crossed, splits: crossed.splits.map((split) => ({ ...split, best: split.best })) },
    panel: { ...found, plateau: found.plateau },
  };
}
