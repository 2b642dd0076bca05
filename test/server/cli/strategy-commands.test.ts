import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLIENT_YAML } from "#test/engine/spec/client-spec.ts";

const days = Array.from({ length: 260 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i))).filter(
  (day) => day.getUTCDay() % 6 !== 0,
);
const row = (time: string, i: number) => {
  const close = 100 + 10 * Math.sin(i / 9);
  return `${time},${close},${close + 1},${close - 1},${close},1000`;
};
const HEADER = "Date,Open,High,Low,Close,Volume";
const daily = [HEADER, ...days.map((day, i) => row(day.toISOString().slice(0, 10), i))].join("\n");
const quarterTimes = days
  .slice(0, 30)
  .flatMap((day) =>
    Array.from({ length: 26 }, (_, quarter) =>
      new Date(day.getTime() + (870 + 15 * quarter) * 60_000).toISOString(),
    ),
  );
const quarters = [HEADER, ...quarterTimes.map(row)].join("\n");

const definition = `defineStrategy({
  name: "cross", version: "1.0.0", params: { fast: int(5, { min: 2, max: 9 }) },
  indicators: ({ fast }) => ({ f: ema({ lengthBars: fast }), s: ema({ lengthBars: 20 }) }),
  signal: ({ f, s }) => crossesAbove(f, s) ? buy() : crossesBelow(f, s) ? exit() : hold(),
});`;
const FILES: Readonly<Record<string, string>> = {
  "wave.csv": daily,
  "AAPL.csv": quarters,
  "bad.csv": daily.replace(/^(2020-01-06),[^,]*/m, "$1,oops"),
  // UTF-16, as a reader of UTF-8 finds it.
  "wide.csv": "\uFFFD\uFFFDd\0a\0t\0e\0",
  "client.yaml": CLIENT_YAML,
  "member.yaml": CLIENT_YAML.replace("symbols: [AAPL, MSFT], ", "")
    .replace("save_trades: true, save_signals: false", "save_trades: false, save_signals: true")
    .replace(
      "cv_folds: 5",
      `cv_folds: 5, parameters: { components.sizing.params.lookback_trades: { min: 40, max: 60, step: 10 } }`,
    ),
  "sp500_liquid.universe.yaml": "- AAPL\n- { symbol: GONE, to: 2019-01-01 }\n",
  "typo.yaml": CLIENT_YAML.replace("sizing:", "sising:"),
  "broken.yaml": "meta: { strategy: [\n",
  "tagged.yaml": CLIENT_YAML.replace("type: kelly", "!type: kelly"),
  "bomb.yaml": `a: &a [x, x]\nb: &b [${"*a, ".repeat(99)}*a]\nmeta: [${"*b, ".repeat(99)}*b]\n`,
  "global.ts": `interface Unused { readonly a: number }\nexport const cross = ${definition}`,
  "imported.ts": `import { buy, crossesAbove, crossesBelow, defineStrategy, ema, exit, hold, int, type Strategy } from "lookback";\nexport const cross = ${definition}`,
  "two.ts": `export const one = ${definition}\nexport const two = one;`,
  "none.ts": "export const a: number = 1;",
  "throws.ts": `export const a = defineStrategy({ name: "a", version: "1.0.0",\n  signal: () => { throw new Error("boom"); } });`,
  "leak.ts": `const peek = defineIndicator({
  kind: "peek", outputs: ["value"], input: "bars",
  compute: ({ close }: { close: Float64Array }) => close.map((_, i) => close[i + 1] ?? NaN),
});
export const leaky = defineStrategy({ name: "leaky", version: "1.0.0",
  indicators: () => ({ next: peek() }),
  signal: ({ next, close }) => (next.now > close.now ? buy() : exit()) });`,
};

describe("the command line", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookback-cli-"));
    await Promise.all(Object.entries(FILES).map(([name, text]) => writeFile(join(folder, name), text)));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function lookback(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
    const main = resolve("server/cli/main.ts");
    return new Promise((done) => {
      execFile(process.execPath, [main, ...args], { cwd: folder, maxBuffer: 64e6 }, (failed, out, error) => {
        done({ code: failed ? Number(failed.code) : 0, out, error });
      });
    });
  }

  const backtest = async (...args: readonly string[]) => {
    const { code, out, error } = await lookback("backtest", ...args, "--json");
    expect([code, error]).toEqual([0, ""]);
    return JSON.parse(out) as {
      manifest: {
        hash: string;
        strategy: { name: string };
        data: { symbol: string; timeframe: string }[];
        params: object;
      };
      resultHash: string;
      statistics: Record<string, number | null>;
      trades: Record<string, unknown>[];
      equity: [number, number][];
      warnings: string[];
    };
  };

  test("backtest --json: manifest, statistics, trades, equity and warnings of a module that imports lookback", async () => {
    const result = await backtest("imported.ts", "--bars", "WAVE=wave.csv");
    expect(result.manifest.data).toMatchObject([{ symbol: "WAVE", timeframe: "1d" }]);
    expect(Object.keys(result.trades[0] ?? {})).toEqual([
      "symbol",
      "side",
      "quantity",
      "entryTime",
      "entryPrice",
      "exitTime",
      "exitPrice",
      "pnl",
      "fees",
      "exitReason",
    ]);
    expect(result.equity.length).toBe(days.length);
    expect(result.statistics["totalReturn"]).toBeTypeOf("number");
  });

  test("a module without imports sees the engine's names as a cell does, and gives the same run", async () => {
    const [imported, global] = await Promise.all([
      backtest("imported.ts", "--bars", "WAVE=wave.csv"),
      backtest("global.ts", "--bars", "WAVE=wave.csv"),
    ]);
    expect([global.resultHash, global.manifest.hash]).toEqual([imported.resultHash, imported.manifest.hash]);
  });

  test("--set changes a parameter; a file alone gives its name as the symbol", async () => {
    const result = await backtest("global.ts", "--bars", "wave.csv", "--set", "fast=8");
    expect([result.manifest.params, result.manifest.data[0]?.symbol]).toEqual([{ fast: 8 }, "wave"]);
  });

  test("a built-in strategy runs by its kind, on several symbols, on longer bars", async () => {
    const result = await backtest(
      "ema-crossover",
      "--bars",
      "A=wave.csv",
      "--bars",
      "B=wave.csv",
      "--timeframe",
      "1w",
      "--capital",
      "5000",
      "--set",
      "fast=30",
    );
    expect(result.warnings.join()).toContain("fast 30 and slow 21: this strategy is meant for fast < slow");
    const open = result.trades.filter((trade) => trade["exitTime"] === null).length;
    expect(result).toMatchObject({ openTrades: open });
    expect(result.trades.length).toBe(Number(result.statistics["tradeCount"]) + open);
    expect(result.manifest.data).toMatchObject([
      { symbol: "A", timeframe: "1w" },
      { symbol: "B", timeframe: "1w" },
    ]);
    expect(result.equity[0]?.[1]).toBe(5000);
  });

  test("the client's YAML runs as it stands; --set reaches into it by path", async () => {
    const path = "components.signals.entry_long.conditions.1.rsi_oversold.threshold";
    const [whole, bent] = await Promise.all([
      backtest("client.yaml", "--bars", "AAPL.csv"),
      backtest("client.yaml", "--bars", "AAPL.csv", "--set", `${path}=60`),
    ]);
    expect(whole.manifest.strategy.name).toBe("bollinger_mean_reversion");
    expect(whole.warnings).toContain("1 symbol of the spec without bars: MSFT");
    expect(bent.manifest.hash).not.toBe(whole.manifest.hash);
  });

  test("a spec's universe, optimization and output sections: which symbols, what search, what is printed and saved", async () => {
    const args = ["member.yaml", "--bars", "AAPL.csv", "--bars", "OTHER=AAPL.csv"];
    const result = await backtest(...args, "--out", "results");
    expect(result.manifest.data.map(({ symbol }) => symbol)).toEqual(["AAPL"]);
    expect(result.warnings.slice(0, 2)).toEqual([
      "1 symbol of the spec without bars: GONE",
      "1 symbol left out, not of the spec: OTHER",
    ]);
    expect(result).toMatchObject({
      optimization: { enabled: false, objective: "sharpe", trials: 100, folds: 5 },
      attribution: { stages: { total: expect.any(Number) as number } },
      signals: expect.any(Array) as unknown[],
    });
    expect(result).not.toHaveProperty("trades");
    const files = await readdir(join(folder, "results"));
    expect(files.sort()).toEqual(["equity.csv", "result.json", "signals.csv"]);
    const equity = await readFile(join(folder, "results", "equity.csv"), "utf8");
    expect(equity.split("\n").slice(0, 2)).toEqual(["time,equity", result.equity[0]?.join(",")]);
    const { out } = await lookback("backtest", ...args);
    expect(out).toContain(
      "optimization not enabled: bayesian for sharpe, 100 trials, 1 range of 3 sets; a backtest runs the spec's own values",
    );
  });

  test("--version: the program's and the engine's", async () => {
    expect((await lookback("--version")).out).toMatch(/^lookback \d+\.\d+\.\d+, engine \d+\.\d+\.\d+\n$/);
  });

  test("audit: a causal strategy ends with 0, a leak with 1, its first bar and its line", async () => {
    const clean = await lookback("audit", "global.ts", "--bars", "wave.csv", "--json");
    expect([clean.code, JSON.parse(clean.out)]).toMatchObject([0, { verdict: "causal" }]);
    const leaky = await lookback("audit", "leak.ts", "--bars", "WAVE=wave.csv", "--json");
    expect([leaky.code, JSON.parse(leaky.out)]).toMatchObject([
      1,
      { verdict: "leaks", firstLeak: { bar: 0, line: 3 } },
    ]);
    const told = await lookback("audit", "leak.ts", "--bars", "WAVE=wave.csv");
    expect(told.out).toMatch(/leaks: indicator next of WAVE at bar 0 .* see leak\.ts line 3/);
  });

  test("catalogue --json: every stage, every block with its parameters as JSON schema", async () => {
    const { out } = await lookback("catalogue", "--json");
    const catalogue = JSON.parse(out) as Record<
      string,
      { kind: string; params: { type: string }; outputs: string[] }[]
    >;
    for (const stage of [
      "indicators",
      "signals",
      "sizers",
      "rules",
      "paths",
      "slippage",
      "fees",
      "statistics",
      "strategies",
    ]) {
      expect(catalogue[stage]?.length, stage).toBeGreaterThan(0);
      expect(
        catalogue[stage]?.every(({ params }) => params.type === "object"),
        stage,
      ).toBe(true);
    }
    expect(catalogue["indicators"]?.find(({ kind }) => kind === "bollinger")?.outputs).toEqual([
      "upper",
      "middle",
      "lower",
    ]);
  });

  test("an indicator's value stands beside the close at which it is known", async () => {
    const args = ["--bars", "wave.csv", "--indicator", "sma", "--params", '{"lengthBars":3}'];
    const { out } = await lookback("indicators", ...args);
    const [head, , , third = ""] = out.trim().split("\n");
    expect(head).toBe("time,value,close_time");
    const [opened = "", value, closed = ""] = third.split(",");
    expect(Number(value)).toBeGreaterThan(0);
    expect(Date.parse(closed)).toBeGreaterThan(Date.parse(opened));
  });

  test("an indicator without one value says what it needs, and prints its empty columns", async () => {
    const params = ["--params", '{"lengthBars":1000}', "--json"];
    const { code, out, error } = await lookback(
      "indicators",
      "--bars",
      "wave.csv",
      "--indicator",
      "sma",
      ...params,
    );
    expect([code, error]).toEqual([
      0,
      `lookback: no value of sma on the ${days.length} bars of wave; give 1000 bars or more\n`,
    ]);
    expect((JSON.parse(out) as { outputs: { value: null[] } }).outputs.value).toEqual(days.map(() => null));
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    ["no bars", ["backtest", "global.ts"], /^lookback: no bars; give --bars/],
    ["a missing csv", ["backtest", "global.ts", "--bars", "no.csv"], /no file no\.csv/],
    [
      "a bad row",
      ["backtest", "global.ts", "--bars", "bad.csv"],
      /^lookback: .*bad\.csv: invalid open: oops on line 5/,
    ],
    [
      "a file in UTF-16",
      ["backtest", "global.ts", "--bars", "wide.csv"],
      /^lookback: wide\.csv is no UTF-8 text; save it as CSV in UTF-8/,
    ],
    [
      "capital in words",
      ["backtest", "global.ts", "--bars", "wave.csv", "--capital", "much"],
      /invalid capital: much; use a number like 100000/,
    ],
    ["a missing strategy", ["backtest", "no.ts", "--bars", "wave.csv"], /no file no\.ts/],
    ["an unknown built-in", ["audit", "ema-crosover", "--bars", "wave.csv"], /did you mean ema-crossover\?/],
    [
      "a parameter out of range",
      ["backtest", "global.ts", "--bars", "wave.csv", "--set", "fast=99"],
      /invalid fast: 99; use 9 or less/,
    ],
    [
      "a module without a strategy",
      ["backtest", "none.ts", "--bars", "wave.csv"],
      /no strategy in none\.ts; export one/,
    ],
    [
      "a module with two",
      ["backtest", "two.ts", "--bars", "wave.csv"],
      /several strategies in two\.ts: one, two; name one with --strategy/,
    ],
    [
      "a strategy that throws",
      ["backtest", "throws.ts", "--bars", "wave.csv"],
      /Error: boom \(line 2, wave, bar 0\)/,
    ],
    [
      "an unknown key",
      ["backtest", "typo.yaml", "--bars", "AAPL.csv"],
      /unknown key: components\.sising; did you mean sizing\?/,
    ],
    ["broken YAML", ["backtest", "broken.yaml", "--bars", "AAPL.csv"], /broken\.yaml: .* line \d+/],
    [
      "a tag",
      ["backtest", "tagged.yaml", "--bars", "AAPL.csv"],
      /tagged\.yaml: Unresolved tag: !type: at line 12/,
    ],
    [
      "aliases that unfold",
      ["backtest", "bomb.yaml", "--bars", "AAPL.csv"],
      /bomb\.yaml: Excessive alias count/,
    ],
    [
      "bars too long for a spec",
      ["backtest", "client.yaml", "--bars", "wave.csv"],
      /invalid timeframe: 15m from bars of 1d/,
    ],
    ["no capital", ["backtest", "global.ts", "--bars", "wave.csv", "--capital", "0"], /invalid capital: 0/],
  ])("%s: one sentence on the error stream, exit code 2", async (_, args, message) => {
    const { code, out, error } = await lookback(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(message);
    expect(error.trim().split("\n").length).toBe(1);
  });
});
