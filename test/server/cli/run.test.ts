import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runNotebookFile } from "#server/cli/run.ts";

const days = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)));
const row = (day: Date, i: number) => {
  const close = 100 + 10 * Math.sin(i / 9);
  return `${day.toISOString().slice(0, 10)},${close},${close + 1},${close - 1},${close},1000`;
};
const csv = ["Date,Open,High,Low,Close,Volume", ...days.map(row)].join("\n");
const notebook = `// --- notebook
// title: "t"
// ---

// %% [ts] id="result"
backtest(defineStrategy({
  name: "cross", version: "1.0.0", params: { fast: int(5, { min: 2, max: 9 }) },
  indicators: ({ fast }) => ({ f: ema({ lengthBars: fast }), s: ema({ lengthBars: 20 }) }),
  signal: ({ f, s }) => crossesAbove(f, s) ? buy() : crossesBelow(f, s) ? exit() : hold(),
}), { bars: prices, params: { fast } })

// %% [ts] id="inputs"
const prices = await bars("WAVE")
const fast = slider("fast", { min: 2, max: 9, step: 1, value: 5 })
`;

describe("lookback run", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookback-run-"));
    await writeFile(join(folder, "wave.csv"), csv);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(
    source: string,
    options: { json?: boolean; inputs?: Record<string, number>; prices?: string } = {},
  ) {
    const path = join(folder, "page.nb.ts");
    await writeFile(path, source);
    const out: string[] = [];
    const errors: string[] = [];
    const code = await runNotebookFile(path, {
      ...options,
      bars: { WAVE: join(folder, options.prices ?? "wave.csv") },
      print: (text) => out.push(text),
      printError: (text) => errors.push(text),
    });
    return { code, out: out.join("\n"), errors: errors.join("\n") };
  }

  const hashes = (json: string) => {
    const { cells } = JSON.parse(json) as {
      cells: { id: string; manifestHash: string | null; resultHash: string | null }[];
    };
    return cells.find((cell) => cell.id === "result");
  };

  test("cells run in dependency order from a CSV file, without a database, to the same bits each time", async () => {
    const first = await run(notebook, { json: true });
    expect([first.code, first.errors]).toEqual([0, ""]);
    expect(hashes(first.out)?.resultHash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes((await run(notebook, { json: true })).out)).toMatchObject({
      manifestHash: hashes(first.out)?.manifestHash,
      resultHash: hashes(first.out)?.resultHash,
    });
  });

  test("a backtest that a cell only names is told of as one that it shows", async () => {
    const named = notebook.replace("\nbacktest(define", "\nexport const kept = backtest(define");
    const [shown, kept] = [await run(notebook, { json: true }), await run(named, { json: true })];
    expect(hashes(kept.out)?.resultHash).toBe(hashes(shown.out)?.resultHash);
    const { out } = await run(named);
    expect(out).toMatch(/^ {2}backtest of cross: \d+ trades; totalReturn \S+, .*tradeCount \d+,/m);
    expect(out.match(/backtest of/g)).toHaveLength(1);
  });

  test("a slider set from the command line changes the result", async () => {
    const moved = await run(notebook, { json: true, inputs: { fast: 8 } });
    expect(hashes(moved.out)?.resultHash).not.toBe(
      hashes((await run(notebook, { json: true })).out)?.resultHash,
    );
  });

  test("a failing cell gives exit code 1, its id and its line", async () => {
    const { code, errors } = await run(`// %% [ts] id="bad"\nconst a = 1\nnull.x\n`);
    expect([code, errors]).toEqual([
      1,
      "cell bad line 2: TypeError: Cannot read properties of null (reading 'x')",
    ]);
  });

  test("a syntax error gives exit code 1, its id and its line", async () => {
    const { code, errors } = await run(`// %% [ts] id="bad"\nconst a = 1\nconst = 2\n`);
    expect(code).toBe(1);
    expect(errors).toMatch(/^cell bad line 2: /);
  });

  test("prices that cannot be read give exit code 2 and one sentence", async () => {
    const { code, errors } = await run(notebook, { prices: "missing.csv" });
    expect(code).toBe(2);
    expect(errors).toMatch(/^unreadable file of WAVE: .*missing\.csv; give the path of a CSV file$/);
  });
});
