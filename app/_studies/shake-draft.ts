import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import type { ShakeWish } from "./monte-carlo-cells.ts";
import { valuesText } from "./values-text.ts";

/** A set that can be shaken. */
export interface ShakenSet {
  readonly key: "best" | "robust";
  readonly words: string;
  readonly values: ShakeWish["values"];
}

/** How many paths and, of what needs whole runs, how many runs. */
export const THOROUGHNESS = {
  quick: { words: "200 paths, 25 runs", draws: 200, runs: 25 },
  usual: { words: "1,000 paths, 100 runs", draws: 1_000, runs: 100 },
  thorough: { words: "5,000 paths, 500 runs", draws: 5_000, runs: 500 },
} as const;

/** What the panel's fields hold. */
export interface ShakeDraft {
  readonly set: ShakenSet["key"];
  readonly much: keyof typeof THOROUGHNESS;
  /** Share of the capital whose loss is ruin, as text. */
  readonly ruin: string;
  readonly seed: string;
}

/** What the fields hold at first. */
export const START_WISH: ShakeDraft = { set: "best", much: "usual", ruin: "0.5", seed: "1" };

/** The sets of a result that are worth it: the best one, and the one with the best surroundings where that is another. */
export function setsOf({ best, panel }: StoredResult): ShakenSet[] {
  if (!best) return [];
  const robust = panel.plateau?.robust.values;
  const sets: ShakenSet[] = [
    { key: "best", words: `the best: ${valuesText(best.values)}`, values: best.values },
  ];
  if (robust && valuesText(robust) !== valuesText(best.values))
    sets.push({ key: "robust", words: `of the best surroundings: ${valuesText(robust)}`, values: robust });
  return sets;
}

/** What is asked for, over the bars on which the study chose: before what it held out, or the last train of a walk forward. Null on a seed that is none. */
export function wishOf(result: StoredResult, { set, much, ruin, seed }: ShakeDraft): ShakeWish | null {
  const found = setsOf(result).find(({ key }) => key === set) ?? setsOf(result)[0];
  if (!found || !/^\d{1,9}$/.test(seed.trim())) return null;
  const { heldOutFrom, windows, spec } = result;
  const rows = spec.walkForward ? windows.at(-1)?.train : undefined;
  const { draws, runs } = THOROUGHNESS[much];
  return {
    ...{ values: found.values, until: heldOutFrom ?? undefined, rows },
    ...{ draws, runs, ruin: Number(ruin), seed: Number(seed) },
  };
}
