import { beforeAll, describe, expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { createFileShelf } from "#workers/cells/files/file-shelf.ts";
import { readParquetColumns } from "#workers/cells/files/parquet.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { runCells } from "./run-cells.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openNodeWarehouse();
});

const ts = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
const input = (name: string, source: string): NotebookCell => ({ id: name, kind: "input", name, source });
const md = (id: string, source: string): NotebookCell => ({ id, kind: "md", source });
const text = (state: CellState | undefined) =>
  state?.outputs?.map((output) => (output.type === "text" ? output.text : output.type)).join();

describe("input cells", () => {
  test("define a name with the value that their control shows", async () => {
    const { fast, z } = await runCells(
      warehouse,
      [
        input("fast", '{ "type": "slider", "min": 2, "max": 50, "value": 10 }'),
        input("when", '{ "type": "date-range", "value": { "from": "2010-01-01", "to": "2020-01-01" } }'),
        ts("z", "`${fast} ${when.to}`"),
      ],
      { inputs: { fast: 12, when: ["2011-01-01", "2012-01-01"] } },
    );
    expect(text(fast)).toBe("control");
    expect(text(z)).toBe("12 2012-01-01");
  });

  test.each([
    ['{ "type": "slidr" }', 'unknown type of input: slidr; did you mean "slider"?', undefined],
    ["{}", "unknown type of input: undefined", undefined],
    ['{ "type": "slider", "min": 3,\n "max": 1, "value": 1 }', "min 3 is not below max 1", undefined],
    ['{ "type": "text", "valu": 1 }', "valu", undefined],
    ['{ "type": "text",\n "value": ] }', "nexpected", 2],
  ])("that are wrong say how: %j", async (source, message, line) => {
    const { a } = await runCells(warehouse, [input("a", source)]);
    expect(a?.error?.message).toContain(message);
    if (line !== undefined) expect(a?.error?.line).toBe(line);
  });

  test("without a name ask for one", async () => {
    const { a } = await runCells(warehouse, [{ id: "a", kind: "input", source: '{ "type": "checkbox" }' }]);
    expect(a?.error?.message).toBe("input cell without a name; give it one above its text");
  });

  test("take a file that was dropped, and its error is at the file's row", async () => {
    const files = createFileShelf(readParquetColumns);
    const [good, bad] = ["1".repeat(64), "2".repeat(64)];
    files.put(good, new Blob(["a,b\n1,x\n2,y\n"]));
    files.put(bad, new Blob(["a,b\n1\n"]));
    const cells = [
      input("mine", '{ "type": "file" }'),
      input("none", '{ "type": "file" }'),
      input("torn", '{ "type": "file" }'),
      ts("z", "`${mine.rowCount} ${none}`"),
      { id: "q", kind: "sql" as const, name: "top", source: "SELECT max(a) AS top FROM mine" },
      ts("y", "top.column('top')[0] + ''"),
    ];
    const { z, y, torn } = await runCells(warehouse, cells, {
      files,
      inputs: { mine: ["a.csv", good, 12], torn: ["t.csv", bad, 6] },
    });
    expect([text(z), text(y)]).toEqual(["2 null", "2"]);
    expect(torn?.error?.message).toBe("file t.csv: row 2 has 1 fields; the header has 2: mend the row");
    expect(text(torn)).toBe("control");
  });
});

describe("markdown cells", () => {
  test("show live values of other cells, in the text and nowhere else", async () => {
    const { m } = await runCells(warehouse, [
      ts("a", "const best = { fast: 12 }; const name = 'a*b'"),
      md("m", "# Best: ${best.fast}\n\n`${code}` costs \\${5} ${name}\n\n```ts\n${x}\n```"),
      md("still", "no values here"),
    ]);
    expect(m?.outputs).toEqual([
      { type: "markdown", source: "# Best: 12\n\n`${code}` costs \\${5} a*b\n\n```ts\n${x}\n```" },
    ]);
  });

  test("that are not live are not run, and a wrong value names its line", async () => {
    const { still, m } = await runCells(warehouse, [md("still", "plain"), md("m", "a\n\nb ${null.x}")]);
    expect(still).toBeUndefined();
    expect([m?.status, m?.error?.line]).toEqual(["error", 3]);
  });
});

describe("strategy cells", () => {
  const YAML = `meta: { strategy: "dip|x", version: 1.0.0 }
components:
  indicators:
    strength: { type: rsi, params: { lengthBars: 5 } }
  signals:
    entry_long: { conditions: [{ rsi_oversold: { indicator: strength, threshold: 35 } }] }
    exit_long: { conditions: [{ rsi_overbought: { indicator: strength, threshold: 65 } }] }`;

  test("define a strategy that other cells run, and show its stages", async () => {
    const { s, z } = await runCells(warehouse, [
      { id: "s", kind: "strategy", name: "dip", source: YAML },
      ts("z", "const run = backtest(dip, { bars: await bars('WAVE') }); `${run.trades.length > 0}`"),
    ]);
    expect(s?.error).toBeUndefined();
    expect(s?.outputs?.[0]).toMatchObject({
      type: "markdown",
      source: expect.stringContaining("| Indicators | **strength** rsi (lengthBars 5) |") as string,
    });
    expect(text(z)).toBe("true");
  });

  test("point at the line that is wrong, in the cell's own text", async () => {
    const { s } = await runCells(warehouse, [
      { id: "s", kind: "strategy", name: "dip", source: YAML.replace("type: rsi", "type: rsii") },
    ]);
    expect(s?.error).toMatchObject({
      line: 4,
      message: expect.stringContaining("did you mean rsi?") as string,
    });
  });
});

describe("a merge that git left undone", () => {
  const marks = "<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n";

  test.each(["ts", "sql", "input"] as const)(
    "is what a cell of kind %s says, and can be settled",
    async (kind) => {
      const { a } = await runCells(warehouse, [{ id: "a", kind, name: "a", source: marks }]);
      expect(a?.error).toMatchObject({
        message: expect.stringMatching(/^a merge conflict of git/) as string,
        line: 1,
      });
      expect(a?.error?.fixes?.map(({ title }) => title)).toEqual([
        "Keep the upper side",
        "Keep the lower side",
        "Keep both",
      ]);
    },
  );

  test("is none where it stands in a text of the cell's own", async () => {
    const { a } = await runCells(warehouse, [ts("a", `\`${marks}\`.length`)]);
    expect(a?.error).toBeUndefined();
  });
});
