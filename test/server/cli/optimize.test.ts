import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { studyOf } from "#engine/experiments/study/optimize.ts";
import { completeStudy } from "#engine/experiments/study/study.ts";
import { strategies } from "#engine/strategies/catalogue.ts";

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
