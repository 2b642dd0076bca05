import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExportTable } from "#engine/notebook/formats/export-block.ts";
import { type ExportedResult, toIpynb } from "#engine/notebook/formats/ipynb-export.ts";
import { fromIpynb } from "#engine/notebook/formats/ipynb-import.ts";
import { fileNameOf, readNotebookFile } from "#engine/notebook/formats/read-file.ts";
import { notebook } from "#test/arbitraries/notebooks.ts";

const noTable = (): ExportTable => ({ columns: [], numeric: [], rows: [], rowCount: 0 });
const printed = (results: ReadonlyMap<string, ExportedResult>) =>
  JSON.parse(toIpynb({ title: "T", cells: [{ id: "a", kind: "ts", source: "1" }] }, results, noTable)) as {
    cells: { outputs: { output_type: string; data: Record<string, string[]> }[] }[];
  };

describe("Jupyter notebooks", () => {
  test("what was exported imports equal, whatever its cells contain", () => {
    fc.assert(
      fc.property(notebook, (document) => {
        expect(fromIpynb(toIpynb(document, new Map(), noTable), "")).toEqual(document);
      }),
      { numRuns: 300 },
    );
  });

  test("code in another language becomes text that can be read, markdown and %%sql become cells", () => {
    const file = JSON.stringify({
      nbformat: 4,
      metadata: { kernelspec: { name: "python3", language: "python" } },
      cells: [
        { cell_type: "markdown", source: ["# Momentum\n", "words"] },
        { cell_type: "code", source: "import numpy", outputs: [{ output_type: "display_data" }] },
        { cell_type: "code", source: "%%sql engine\nSELECT 1" },
        { cell_type: "raw", source: "raw ``` text" },
      ],
    });
    const { title, cells } = fromIpynb(file, "file");
    expect(title).toBe("Momentum");
    expect(cells.map(({ kind, source }) => [kind, source])).toEqual([
      ["md", "# Momentum\nwords"],
      ["md", "```python\nimport numpy\n```"],
      ["sql", "SELECT 1"],
      ["md", "````\nraw ``` text\n````"],
    ]);
  });

  test("a TypeScript kernel's code becomes cells, of the older format too", () => {
    const file = JSON.stringify({
      nbformat: 3,
      metadata: { language_info: { name: "typescript" } },
      worksheets: [{ cells: [{ cell_type: "code", input: ["const a = 1\n", "a"] }] }],
    });
    expect(fromIpynb(file, "old").cells).toEqual([{ id: "c1", kind: "ts", source: "const a = 1\na" }]);
  });

  test.each([
    ["no JSON", "{"],
    ["no cells", "{}"],
    ["a list", "[]"],
  ])("%s is refused in words", (_, file) => {
    expect(() => fromIpynb(file, "")).toThrow(/choose an \.ipynb file/);
  });

  test("results go along as text and markdown in which HTML has no say", () => {
    const output = { type: "text", text: "<b>```</b>" } as const;
    const result = { outputs: [output], logs: [{ level: "log" as const, text: "said" }] };
    const [cell] = printed(new Map([["a", result]])).cells;
    expect(cell?.outputs.map((one) => one.output_type)).toEqual(["display_data", "stream"]);
    expect(cell?.outputs[0]?.data["text/plain"]?.join("")).toBe("<b>```</b>");
    expect(cell?.outputs[0]?.data["text/markdown"]?.join("")).toBe("````\n<b>```</b>\n````");
  });
});

describe("files", () => {
  test("a file is read by its ending and named for itself when it has no title", () => {
    expect(readNotebookFile("C:\\x\\Mean Reversion.nb.ts", "// %% [ts]\n1\n").title).toBe("Mean Reversion");
    expect(readNotebookFile("q.sql", "\uFEFFSELECT 1;\r\n").cells).toMatchObject([
      { kind: "sql", source: "SELECT 1;" },
    ]);
    expect(readNotebookFile("a.md", "# Hi").cells).toMatchObject([{ kind: "md" }]);
    expect(readNotebookFile("noise.nb.ts", "\u0001\u0002").cells).toHaveLength(1);
  });

  test("a title makes a file name that every system takes", () => {
    expect(fileNameOf("Été: SMA / EMA?", ".nb.ts")).toBe("ete-sma-ema.nb.ts");
    expect(fileNameOf("../..", ".html")).toBe("notebook.html");
  });
});
