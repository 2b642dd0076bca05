import { beforeAll, describe, expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { runCells } from "../run-cells.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openNodeWarehouse();
});

const CROSS = `const cross = defineStrategy({
  name: "cross", version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 50 }), slow: int(20, { min: 3, max: 100 }) },
  indicators: (p) => ({ fast: ema({ lengthBars: p.fast }), slow: ema({ lengthBars: p.slow }) }),
  signal: ({ fast, slow }) => crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold(),
});
const prices = await bars("WAVE");`;

const ts = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
const sql = (id: string, name: string, source: string): NotebookCell => ({ id, kind: "sql", name, source });
const shown = (state: CellState | undefined) =>
  state?.error?.message ??
  state?.outputs?.map((output) => (output.type === "text" ? output.text : output.type)).join();
const run = (...cells: NotebookCell[]) => runCells(warehouse, cells);

describe("the research API in cells", () => {
  test("a sweep yields, reports its progress, and finds what single runs find", async () => {
    const { b } = await run(
      ts("a", CROSS),
      ts(
        "b",
        `const found = await sweep(cross, { bars: prices, grid: { fast: [3, 5, 8], slow: range(10, 40, 10) } });
const best = found.best("totalReturn");
const alone = backtest(cross, { bars: prices, params: best }).statistics.totalReturn;
display(found);
\`\${found.sets} \${found.table.rowCount} \${Math.max(...found.metrics.totalReturn) === alone}\``,
      ),
    );
    expect(shown(b)).toBe("figure,table,12 12 true");
  });

  test("each sweep of two parameters draws one map, however quick it is; one of one parameter draws none", async () => {
    const { b, c } = await run(
      ts("a", CROSS),
      ts(
        "b",
        `const grid = { fast: [3, 5], slow: [10, 20] };
const [few, more] = [await sweep(cross, { bars: prices, grid }), await sweep(cross, { bars: prices, grid: { ...grid, fast: [3, 5, 8] } })];`,
      ),
      ts("c", `const line = await sweep(cross, { bars: prices, grid: { fast: [3, 5] } });`),
    );
    const columns = b?.outputs?.map((output) => output.type === "figure" && output.data[0]?.["x"]);
    expect(columns).toEqual([
      [3, 5],
      [3, 5, 8],
    ]);
    expect(c?.outputs ?? []).toEqual([]);
  });

  test("a study in the tab shows its map and panel, whatever it is called, and once where it is shown whole", async () => {
    const call = `await optimize(cross, { bars: prices, space: { fast: [3, 5], slow: [10, 20] }, method: "grid", leastTrades: 1 })`;
    const { b, c, d } = await run(
      ts("a", CROSS),
      ts("b", `export const local = ${call};`),
      ts("c", `const whole = ${call}; whole`),
      ts("d", "local"),
    );
    const types = (cell: typeof b) => cell?.outputs?.map(({ type }) => type);
    expect(types(b)).toEqual(["search", "table"]);
    expect(b?.outputs?.[0]).toMatchObject({ done: 4, planned: 4, result: { spec: { objective: "sharpe" } } });
    expect([types(c), types(d)]).toEqual(Array(2).fill(["search", "table", "table"]));
  });

  test("a comparison is a table with a column per run and a chart with a line per run", async () => {
    const { b, c } = await run(
      ts("a", CROSS),
      ts(
        "b",
        `const both = compare({ quick: backtest(cross, { bars: prices, params: { fast: 3 } }), slow: backtest(cross, { bars: prices }) }); both`,
      ),
      ts("c", "`${both.table.names} ${both.equity.data.length}`"),
    );
    expect(shown(b)).toBe("table,figure");
    expect(shown(c)).toBe("statistic,quick,slow 2");
  });

  test("test() gives a row per check and market; audit() a verdict; stats() what was asked for", async () => {
    const { b } = await run(
      ts("a", CROSS),
      ts(
        "b",
        `const tests = await test(cross, { bars: 60 });
const { verdict } = await audit(cross, { bars: prices });
const numbers = stats(backtest(cross, { bars: prices }), ["sharpe", "tradeCount"]);
display(tests);
\`\${tests.passed} \${tests.table.rowCount === tests.results.length} \${verdict} \${numbers.values("statistic")}\``,
      ),
    );
    expect(shown(b)).toBe("table,true true causal sharpe,tradeCount");
  });

  test("an indicator comes by its block or by its kind", async () => {
    const { b } = await run(
      ts("a", 'const prices = await bars("WAVE");'),
      ts(
        "b",
        '`${indicator(sma({ lengthBars: 3 }), prices)[5] === indicator("sma", prices, { lengthBars: 3 }).value[5]}`',
      ),
    );
    expect(shown(b)).toBe("true");
  });

  test.each([
    ['indicator("rssi", await bars("WAVE"))', "unknown indicators block: rssi; did you mean rsi?"],
    ['await universe(["WAVES"])', "unknown symbol: WAVES; did you mean WAVE?"],
    ['await universe({ sector: "Energy" })', "no symbol fits the universe; datasets() lists what there is"],
    ['await bars("WAVE", { form: "2010-01-01" })', "unknown option of bars: form; did you mean from?"],
    ["backtest({}, { bras: [] })", "unknown option of backtest: bras; did you mean bars?"],
    ['table([{ close: 1 }]).column("clse")', "unknown column: clse; did you mean close?"],
    ["compare([])", "comparison of 0 results; give 1 to 50"],
    ["compare([3])", "value 1 is no result; compare what backtest() returned"],
  ])("refused with what was meant: %s", async (source, message) => {
    expect(shown((await run(ts("a", source)))["a"])).toContain(message);
  });
});

describe("strategies in YAML", () => {
  const YAML = `meta:
  strategy: dip
  version: 1.0.0
components:
  indicators:
    strength: { type: rsi, params: { lengthBars: 5 } }
  signals:
    entry_long: { conditions: [{ rsi_oversold: { indicator: strength, threshold: 35 } }] }
    exit_long: { conditions: [{ rsi_overbought: { indicator: strength, threshold: 65 } }] }
execution:
  initial_capital: 5000`;
  const of = (yaml: string) => `const s = strategyFromYaml(${JSON.stringify(yaml)});`;

  test("run with their own capital, unless the call says otherwise", async () => {
    const { a } = await run(
      ts(
        "a",
        `${of(YAML)} const prices = await bars("WAVE");
[{}, { capital: 700 }].map((own) => backtest(s, { bars: prices, ...own }).manifest.settings.capital).join()`,
      ),
    );
    expect(shown(a)).toBe("5000,700");
  });

  test.each([
    [YAML.replace("type: rsi", "type: rsii"), 6, "did you mean rsi?"],
    [YAML.replace("execution:", "executon:"), 10, "unknown key: executon; did you mean execution?"],
    [YAML.replace("initial_capital: 5000", "initial_capital: -1"), 11, "invalid execution.initial_capital"],
    [YAML.replace("signals:", "signals: ["), 9, "yaml:"],
  ])("say at which line they are wrong: %#", async (yaml, line, message) => {
    const { c } = await run(
      ts(
        "c",
        `let said = ""; try { ${of(yaml)} } catch (e) { said = \`\${e.site.line} \${e.message}\` }\nsaid`,
      ),
    );
    expect(shown(c)).toContain(message);
    expect(shown(c)).toMatch(new RegExp(`^${line} `));
  });
});

describe("SQL in cells", () => {
  test("runs after the backtests above it, and before there is one finds columns and no rows", async () => {
    const { z } = await run(
      sql("e", "early", "SELECT count(*) AS n, sum(pnl) AS pnl, max(entry_time) AS t FROM trades"),
      sql("s", "sharpes", "SELECT max(sharpe) AS n FROM runs"),
      ts("a", `${CROSS}\nconst made = backtest(cross, { bars: prices });`),
      sql("t", "late", "SELECT count(*) AS n FROM trades"),
      ts(
        "z",
        "JSON.stringify([early, sharpes].map((each) => each.rows()[0])) + (late.rows()[0].n === made.trades.length)",
      ),
    );
    expect(shown(z)).toBe('[{"n":0,"pnl":null,"t":null},{"n":null}]true');
  });

  test("a table of no columns is refused by name, and other queries go on", async () => {
    const { b, z } = await run(
      ts("a", "const none = table([]); const one = table([{ x: 1 }]);"),
      sql("b", "bad", "SELECT * FROM none"),
      sql("c", "good", "SELECT x FROM one"),
      ts("z", "String(good.rows()[0].x)"),
    );
    expect(JSON.stringify(b?.error)).toContain("table none has no columns, since it was made of no rows");
    expect(shown(z)).toBe("1");
  });

  test("reads the session's runs and trades, indicators on request, and other cells' bars and rows", async () => {
    const { z } = await run(
      ts(
        "a",
        `${CROSS}\nconst result = backtest(cross, { bars: prices });\nconst rows = [{ x: 1 }, { x: 2 }];`,
      ),
      sql(
        "t",
        "counts",
        "SELECT (SELECT count(*) FROM trades) = ${result.trades.length} AS same, (SELECT max(strategy) FROM runs) AS s",
      ),
      sql(
        "i",
        "strong",
        "SELECT count(value) AS n FROM indicators WHERE symbol = 'WAVE' AND indicator = 'sma(10)'",
      ),
      sql("r", "total", "SELECT sum(x) AS x FROM rows"),
      sql("p", "high", "SELECT count(*) AS n FROM prices WHERE close > ${prices.high[100]}"),
      ts(
        "z",
        "JSON.stringify([counts, strong, total].map((each) => each.rows()[0])) + (high.rows()[0].n === prices.close.filter((c) => c > prices.high[100]).length)",
      ),
    );
    expect(shown(z)).toBe('[{"same":true,"s":"cross"},{"n":391},{"x":3}]true');
  });

  test.each([
    ["SELECT close\nFROM bars\nWHERE clse > 1 AND symbol = 'WAVE'", "clse", 3],
    ["SELECT 1\nFROM barz", "unknown table: barz; did you mean bars?", 2],
    ["SELECT 1 FROM n", "n is no table: number; use table(rows), bars or a query", undefined],
    ["SELECT 1;\nATTACH 'x.db'", "", undefined],
    ["COPY bars TO 'x.csv'", "begin with SELECT, WITH or FROM", undefined],
    ["INSTALL httpfs", "begin with SELECT, WITH or FROM", undefined],
    ["SELECT * FROM read_csv('/etc/passwd')", "", undefined],
    ["SELECT * FROM indicators", "indicators without a symbol; name both", undefined],
  ])("is refused where it is wrong: %j", async (source, message, line) => {
    const { q } = await run(ts("a", "const n = 3"), sql("q", "out", source));
    expect(q?.status).toBe("error");
    expect(q?.error?.message).toContain(message);
    expect(q?.error?.message).not.toMatch(/LINE|Binder Error/);
    expect(q?.error?.line).toBe(line ?? 1);
  });
});
