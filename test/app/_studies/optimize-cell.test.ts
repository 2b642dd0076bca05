import { expect, it } from "vitest";
import { runInNewContext } from "node:vm";
import { studyOf, type OptimizeOptions } from "#engine/experiments/study/optimize.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { emaCrossover } from "#engine/strategies/ema-crossover.ts";
import { optimizeCell } from "#app/_studies/optimize-cell.ts";
import { readDraft } from "#app/_studies/read-draft.ts";
import { draftOf, type StudyDraft } from "#app/_studies/study-draft.ts";

/** What a cell's text asks `optimize` for. */
function askedBy(
  text: string,
): OptimizeOptions & { readonly universe: readonly string[]; readonly where: string } {
  const call = text.replace("const study = await optimize(strategy, ", "(").replace(/\);\nstudy$/, ")");
  return runInNewContext(call) as ReturnType<typeof askedBy>;
}

const ROW = { step: "", values: "", log: false, searched: true } as const;

it.each<[string, Partial<StudyDraft>]>([
  ["a hold-out", { constraints: "fast < slow" }],
  [
    "a walk forward of two symbols",
    { judgement: "walk-forward", symbols: "aapl, msft", pruner: "wilcoxon", folds: "3" },
  ],
  ["combinations", { judgement: "combinatorial", accounts: "each", trials: "20" }],
  [
    "several objectives",
    { method: "genetic", further: [{ objective: "turnover", goal: "minimise" }], judgement: "none" },
  ],
  [
    "a condition and a choice",
    {
      parameters: [
        { ...ROW, name: "slow", kind: "choice", values: "30, 40", min: "", max: "", when: "" },
        { ...ROW, name: "fast", kind: "int", min: "2", max: "9", when: "slow = 30, 40" },
      ],
    },
  ],
])("the cell of a draft with %s asks for the study that the form would", async (_, change) => {
  const draft = { ...draftOf(), symbols: "AAPL", ...change };
  const { universe, where, ...options } = askedBy(optimizeCell(draft));
  const { study, symbols } = await readDraft(draft);
  const asked = studyOf(emaCrossover.strategy, { ...options, bars: [] });
  expect(parseStudy(JSON.parse(JSON.stringify(asked.study)))).toEqual(parseStudy(study));
  expect([universe.join(), where]).toEqual([symbols.join(), "server"]);
});

it("names the costs and the sizing that were chosen as cells find them, and says what is half typed", () => {
  const chosen = {
    ...draftOf(),
    fees: { kind: "percent", settings: "pct = 0.2" },
    sizing: { kind: "kelly", settings: "oops" },
  };
  const text = optimizeCell(chosen);
  expect(text).toContain('fees: fees.find("percent").of({"pct":0.2}),');
  expect(text).toContain("sizing: undefined /* invalid settings of sizing: oops");
  expect(text).not.toContain("slippage:");
});
