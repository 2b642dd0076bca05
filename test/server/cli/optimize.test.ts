import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { parse } from "yaml";
import { optimizationOf } from "#engine/experiments/spec-search.ts";
import { permutationTest, permutedBars, permutedScore } from "#engine/experiments/study/permuted-study.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import { studyOf } from "#engine/experiments/study/optimize.ts";
import { completeStudy } from "#engine/experiments/study/study.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { optimizeFile } from "#server/cli/optimize.ts";

const days = Array.from({ length: 400 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i))).filter(
  (day) => day.getUTCDay() % 6 !== 0,
);
const csv = [
  "Date,Open,High,Low,Close,Volume",
  ...days.map((day, i) => {
    const close = 100 + 10 * Math.sin(i / 9);
    return `${day.toISOString().slice(0, 10)},${close},${close + 1},${close - 1},${close},1000`;
  }),
].join("\n");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookback-optimize-"));
  await writeFile(join(folder, "wave.csv"), csv);
});
afterAll(() => rm(folder, { recursive: true }));

async function optimize(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const main = resolve("server/cli/main.ts");
  return new Promise((done) => {
    execFile(
      process.execPath,
      [main, "optimize", ...args],
      { cwd: folder, maxBuffer: 64e6 },
      (failed, out, error) => {
        done({ code: failed ? Number(failed.code) : 0, out, error });
      },
    );
  });
}

const space = { fast: [3, 5, 8, 12], slow: [20, 30, 40] };

test("optimize --json prints the study that the engine runs of the same strategy, bars and options", async () => {
  const { code, out, error } = await optimize(
    "ema-crossover",
    "--bars",
    "wave.csv",
    "--space",
    JSON.stringify(space),
    "--trials",
    "8",
    "--json",
  );
  expect([code, error]).toEqual([0, ""]);
  const bars = parseBarsCsv(csv, { symbol: "wave" });
  const { strategy } = strategies.find("ema-crossover");
  const study = await completeStudy(studyOf(strategy, { bars, space, trials: 8 }));
  expect(study.trials.every(({ state }) => state === "complete")).toBe(true);
  expect(JSON.parse(out)).toMatchObject(
    JSON.parse(
      JSON.stringify({ trials: study.trials, best: study.best ?? null, panel: study.panel }),
    ) as object,
  );
});

test("optimize says which method was meant", async () => {
  const { code, error } = await optimize("ema-crossover", "--bars", "wave.csv", "--method", "sobl");
  expect(code).not.toBe(0);
  expect(error).toContain("did you mean sobol?");
});

const SPEC = `meta: { strategy: crosses }
data: { symbols: [WAVE] }
components:
  indicators:
    fast: { type: sma, params: { lengthBars: 5 } }
    slow: { type: sma, params: { lengthBars: 20 } }
  signals:
    entry_long: { conditions: [{ crosses_above: { series: fast, than: slow } }] }
    exit_long: { conditions: [{ crosses_below: { series: fast, than: slow } }] }
optimization:
  method: grid
  objective: sortino
  parameters:
    components.indicators.fast.params.lengthBars: { min: 2, max: 8, step: 2 }
`;

test("optimize runs a spec's optimization section, by a function of one's own, in every split", async () => {
  await writeFile(join(folder, "study.yaml"), SPEC);
  const score = `export const objective = ({ statistics, trades }) => statistics.totalReturn - trades.length / 1e6;`;
  await writeFile(join(folder, "score.mjs"), score);
  const flags = ["--objective", "score.mjs", "--cross-validation", "3:1:2", "--json"];
  const { code, out, error } = await optimize("study.yaml", "--bars", "WAVE=wave.csv", ...flags);
  expect([code, error]).toEqual([0, ""]);
  const found = JSON.parse(out) as { spec: object; trials: object[]; cross: { splits: object[] } };
  expect(found.spec).toMatchObject({ objective: "custom", sampler: { kind: "grid" } });
  expect([found.trials.length, found.cross.splits.length]).toEqual([4 * 4, 3]);
});

test("optimize takes several objectives from a spec, tells its front, and tests the search on permuted markets", async () => {
  const several = SPEC.replace(
    "objective: sortino",
    "objectives: [sharpe_ratio, { objective: tradeCount, goal: minimise }]",
  );
  await writeFile(join(folder, "several.yaml"), several);
  const { code, out, error } = await optimize(
    "several.yaml",
    "--bars",
    "WAVE=wave.csv",
    "--permutations",
    "3",
  );
  expect([code, error.includes("3 of 3 permuted markets")]).toEqual([0, true]);
  const bars = parseBarsCsv(csv, { symbol: "WAVE" });
  const spec = optimizationOf(parseStrategySpec(parse(several)));
  const { strategy, objectives, grid } = spec ?? never();
  const task = studyOf(strategy, { bars, objectives: objectives ?? [], space: grid, method: "grid" });
  const study = await completeStudy(task);
  const scores = await Promise.all(
    [0, 1, 2].map((number) => {
      const [market = bars] = permutedBars([bars], study.spec, { until: study.heldOutFrom, number });
      return permutedScore({ ...task, options: { ...task.options, bars: market } });
    }),
  );
  const { asGood, pValue } = permutationTest(study, scores);
  expect(out).toContain("front of sharpe and tradeCount; what follows judges its best by sharpe:");
  expect(out.split("\n").filter((line) => line.startsWith("  {"))).toHaveLength(study.front.length);
  expect(out).toContain(
    `${asGood} of 3 markets without what it looks for gave as much, p ${pValue.toPrecision(3)}`,
  );
});

function never(): never {
  throw new Error("the spec asks for no search");
}

test.each<[string, string, string, string]>([
  ["an empty file", "", "WAVE=wave.csv", "study.yaml: empty file; write a strategy with meta and components"],
  [
    "a field that is none",
    SPEC.replace("objective:", "objectve:"),
    "WAVE=wave.csv",
    "study.yaml, line 12: unknown key: optimization.objectve; did you mean objective?",
  ],
  [
    "a range of nothing",
    SPEC.replace("fast.params.lengthBars: {", "fast.params.length: {"),
    "WAVE=wave.csv",
    "study.yaml, line 14: unknown range: components.indicators.fast.params.length; give the path of a number",
  ],
  ["other bars", SPEC, "OTHER=wave.csv", "no bars of WAVE; give --bars WAVE=prices.csv"],
])("optimize refuses %s with the line and what would do", async (_, spec, bars, words) => {
  const file = join(folder, "refused", "study.yaml");
  await mkdir(join(folder, "refused"), { recursive: true });
  await writeFile(file, spec);
  const given = bars.replace("wave.csv", join(folder, "wave.csv"));
  await expect(optimizeFile(file, { bars: [given], set: {}, constraint: [], objective: [] })).rejects.toThrow(
    words,
  );
});

test("where no set trades enough, the study says how many trades there were and what to change", async () => {
  const { code, out } = await optimize(
    ...["ema-crossover", "--bars", "wave.csv", "--space", JSON.stringify(space)],
    ...["--trials", "4", "--least-trades", "500"],
  );
  expect(code).toBe(0);
  expect(out).toMatch(
    /no set made the 500 trades that are asked of it, \d+ at most; give more bars, or --least-trades/,
  );
  expect(out).not.toContain("robust:");
});
