import { describe, expect, it } from "vitest";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { createStudyInput } from "#server/studies/study-schemas.ts";
import { draftOfStudy, strategyOfStudy } from "#app/_studies/draft-of-study.ts";
import { readDraft } from "#app/_studies/read-draft.ts";
import { readSpec } from "#app/_studies/read-spec.ts";
import { draftOf, type StudyDraft } from "#app/_studies/study-draft.ts";

const draft = (change: Partial<StudyDraft> = {}): StudyDraft => ({
  ...draftOf(),
  symbols: "aapl",
  ...change,
});

const PLAIN = { kind: "int", step: "", values: "", log: false, searched: true, when: "" } as const;

describe("a draft of a study", () => {
  it("of a built-in strategy is one that the server takes, with the strategy's own ranges", async () => {
    const given = createStudyInput.parse(await readDraft(draft()));
    expect(given).toMatchObject({
      strategy: { kind: "built-in", name: "ema-crossover" },
      symbols: ["AAPL"],
      lineage: "built-in:ema-crossover",
      options: { capital: 100_000 },
      study: { sampler: { kind: "tpe" }, trials: 100, batch: 4, holdOut: 0.25 },
    });
    expect(given.study.space.parameters).toMatchObject({
      fast: { kind: "int", min: 2, max: 100 },
      slow: { kind: "int", min: 3, max: 500 },
    });
  });

  it.each<[string, Partial<StudyDraft>, object]>([
    ["a hold-out", { judgement: "hold-out", holdOutPercent: "30", folds: "2" }, { holdOut: 0.3, folds: 2 }],
    [
      "a walk forward",
      { judgement: "walk-forward", train: "300", test: "60", anchored: true },
      { walkForward: { train: 300, test: 60, anchored: true, purge: 5, embargo: 5 } },
    ],
    ["folds", { judgement: "k-fold" }, { crossValidation: { groups: 6, testGroups: 1 } }],
    ["combinations", { judgement: "combinatorial" }, { crossValidation: { groups: 6, testGroups: 2 } }],
    ["nothing", { judgement: "none" }, { holdOut: 0 }],
  ])(
    "is judged by %s where it says so, and an earlier study becomes the same draft again",
    async (_, change, found) => {
      const written = draft({ ...change, constraints: "fast < slow", from: "2012-01-31" });
      const { name, study, symbols, options, timeframe } = createStudyInput.parse(await readDraft(written));
      expect(study).toMatchObject(found);
      const request = { name, study: parseStudy(study), symbols, options, timeframe } as Parameters<
        typeof draftOfStudy
      >[0]["request"];
      const id = "0198a3b0-0000-7000-8000-000000000000";
      const again = draftOfStudy({ id, name, strategyName: "ema_crossover", request });
      const { study: repeated, options: same } = createStudyInput.parse(await readDraft(again));
      expect([repeated, same]).toEqual([study, options]);
    },
  );

  it("sends the costs and the sizing that were chosen, and has them again from an earlier study", async () => {
    const blocks = {
      fees: { kind: "percent", settings: "pct = 0.2, minimum = 1" },
      slippage: { kind: "no-slippage", settings: "" },
    };
    const { name, study, symbols, options, timeframe } = createStudyInput.parse(
      await readDraft(draft(blocks)),
    );
    expect(options).toMatchObject({
      fees: { kind: "percent", params: { pct: 0.2, minimum: 1 } },
      slippage: { kind: "no-slippage", params: {} },
    });
    expect(options).not.toHaveProperty("sizing");
    const request = { name, study: parseStudy(study), symbols, options, timeframe } as Parameters<
      typeof draftOfStudy
    >[0]["request"];
    const id = "0198a3b0-0000-7000-8000-000000000000";
    expect(draftOfStudy({ id, name, strategyName: "s", request })).toMatchObject(blocks);
  });

  it("takes an earlier study's strategy without its search and its judgement, and its bars only where none are written", async () => {
    const earlier = createStudyInput.parse(
      await readDraft(draft({ symbols: "MSFT", constraints: "fast < slow" })),
    );
    const request = { ...earlier, study: parseStudy(earlier.study) } as Parameters<
      typeof draftOfStudy
    >[0]["request"];
    const found = { id: "0198a3b0-0000-7000-8000-000000000000", name: "before", strategyName: "s", request };
    const written = draft({
      judgement: "walk-forward",
      train: "300",
      method: "grid",
      trials: "7",
      symbols: "AAPL",
    });
    const chosen = { ...written, ...strategyOfStudy(found, written) };
    expect(chosen).toMatchObject({
      judgement: "walk-forward",
      train: "300",
      method: "grid",
      trials: "7",
      symbols: "AAPL",
    });
    expect(chosen).toMatchObject({ source: { kind: "study", study: found.id }, constraints: "fast < slow" });
    expect(strategyOfStudy(found, { ...written, symbols: " " }).symbols).toBe("MSFT");
    const scored = { ...found, request: { ...request, study: { ...request.study, objective: "custom" } } };
    expect(strategyOfStudy(scored, written).objective).toBe("custom");
  });

  it("keeps conditions between parameters, and further objectives, through an earlier study", async () => {
    const row = { kind: "float", step: "", values: "", log: false, searched: true } as const;
    const parameters: StudyDraft["parameters"] = [
      { ...row, name: "exit", kind: "choice", values: "fixed, trailing", min: "", max: "", when: "" },
      { ...row, name: "stop", min: "1", max: "5", when: "exit = trailing" },
    ];
    const further = [{ objective: "turnover", goal: "minimise" }] as const;
    const written = createStudyInput.parse(
      await readDraft(draft({ parameters, further, method: "genetic" })),
    );
    const { name, study, symbols, options, timeframe } = written;
    expect(study.space.parameters["stop"]).toMatchObject({ when: { parameter: "exit", in: ["trailing"] } });
    expect(parseStudy(study)).toMatchObject({ further, metrics: ["totalReturn", "maxDrawdown", "turnover"] });
    const request = { name, study, symbols, options, timeframe } as Parameters<
      typeof draftOfStudy
    >[0]["request"];
    const id = "0198a3b0-0000-7000-8000-000000000000";
    const again = draftOfStudy({ id, name, strategyName: "ema_crossover", request });
    expect(createStudyInput.parse(await readDraft(again)).study).toEqual(study);
  });

  it.each<[string, Partial<StudyDraft>, string]>([
    ["no symbol", { symbols: " " }, "missing symbols; give one or more, such as AAPL"],
    ["nothing to search", { parameters: [] }, "no parameter to search; tick one or more"],
    ["a number that is none", { trials: "many" }, "invalid trials: many; use a number"],
    ["a date that is none", { from: "soon" }, "invalid from: soon; use a date such as 2015-01-31"],
    ["a relation that is none", { constraints: "fast is less" }, "invalid constraint: fast is less"],
    ["a name that no parameter has", { constraints: "quick < slow" }, "quick"],
    [
      "a relation that no set keeps",
      {
        parameters: [
          { ...PLAIN, name: "a", min: "2", max: "10" },
          { ...PLAIN, name: "b", min: "20", max: "50" },
        ],
        constraints: "a > b",
      },
      "impossible constraint: a > b; a goes from 2 to 10 and b goes from 20 to 50, widen one or leave it out",
    ],
    [
      "one set only",
      { parameters: [{ ...PLAIN, name: "a", min: "5", max: "5" }] },
      "nothing to search: there is one set only; widen a range",
    ],
    ["a number that is not there", { trials: " " }, "missing trials; give a number"],
    ["a symbol that can be none", { symbols: "AAPL, A/PL" }, "invalid symbol: A/PL"],
    [
      "an end before its beginning",
      { from: "2016-01-01", to: "2015-01-01" },
      "invalid until: 2015-01-01; use a day after 2016-01-01",
    ],
    ["no capital", { capital: "0" }, "invalid capital: 0; use more than 0"],
    ["everything sealed", { holdOutPercent: "100" }, "invalid share that is sealed: 100 %; use 0 to 90"],
    [
      "settings that are none",
      { fees: { kind: "percent", settings: "0.2" } },
      "invalid settings of fees: 0.2; write them like pct = 0.1, minimum = 1",
    ],
    [
      "a setting that a block does not have",
      { fees: { kind: "percent", settings: "pcts = 2" } },
      "fees: unknown parameter: pcts",
    ],
    ["no strategy", { source: { kind: "spec", text: " " } }, "no strategy written; write one in YAML"],
  ])("with %s is refused in words", async (_, change, words) => {
    await expect(readDraft(draft(change))).rejects.toThrow(words);
  });
});

describe("a strategy in YAML", () => {
  const SPEC = `meta: { strategy: crosses }
data: { symbols: [AAPL, MSFT] }
components:
  indicators:
    fast: { type: sma, params: { lengthBars: 5 } }
    slow: { type: sma, params: { lengthBars: 20 } }
  signals:
    entry_long: { conditions: [{ crosses_above: { series: fast, than: slow } }] }
optimization:
  objective: sortino
  trials: 30
  parameters:
    components.indicators.fast.params.lengthBars: { min: 2, max: 10, step: 2 }
`;

  it("brings its name, symbols and optimization section with it", async () => {
    const { draft: found } = await readSpec(SPEC);
    expect(found).toEqual({
      ...{ name: "crosses", symbols: "AAPL, MSFT", objective: "sortino", trials: "30" },
      parameters: [
        {
          ...{ name: "components.indicators.fast.params.lengthBars", kind: "int", searched: true },
          ...{ min: "2", max: "10", step: "2", values: "", log: false, when: "" },
        },
      ],
    });
  });

  it("that is empty or broken is refused with the reason and the line", async () => {
    await expect(readSpec("")).rejects.toThrow("empty strategy");
    await expect(readSpec("a: [1,\nb: 2")).rejects.toThrow(/invalid YAML: .* at line 2/);
  });
});
