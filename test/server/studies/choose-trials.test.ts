import { expect, test } from "vitest";
import { chooseTrials } from "#server/studies/choose-trials.ts";
import { createStudyInput, STUDY_METHODS } from "#server/studies/study-schemas.ts";

const asked = (method: (typeof STUDY_METHODS)[number], trials?: number) =>
  createStudyInput.parse({
    ...{
      name: "n",
      strategy: { kind: "built-in", name: "ema-crossover" },
      symbols: ["ONE"],
      method,
      seed: 7,
    },
    space: { fast: { min: 3, max: 9, step: 2 }, share: { min: 0.01, max: 1, log: true }, kind: ["a", "b"] },
    ...(trials === undefined ? {} : { trials }),
  });

test.each(STUDY_METHODS)("%s chooses the same sets again, all within the space", (method) => {
  const sets = chooseTrials(asked(method, 64));
  expect(chooseTrials(asked(method, 64))).toEqual(sets);
  expect(sets).toHaveLength(64);
  for (const { fast, share, kind } of sets) {
    expect([3, 5, 7, 9]).toContain(fast);
    expect(share).toBeGreaterThanOrEqual(0.01 - 1e-12);
    expect(share).toBeLessThanOrEqual(1 + 1e-12);
    expect(["a", "b"]).toContain(kind);
  }
});

test("a grid has every combination once", () => {
  const sets = chooseTrials(asked("grid"));
  expect(new Set(sets.map((set) => JSON.stringify(set))).size).toBe(4 * 11 * 2);
});
