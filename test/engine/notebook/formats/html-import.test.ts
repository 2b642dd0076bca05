import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { toHtml } from "#engine/notebook/formats/html-export.ts";
import { readNotebookFile } from "#engine/notebook/formats/read-file.ts";

const page = (document: NotebookDocument) =>
  toHtml(document, new Map(), {
    readTable: () => ({ columns: [], numeric: [], rows: [], rowCount: 0 }),
    renderMarkdown: () => "<p>text</p>",
    note: "a test",
  });

describe("importing", () => {
  test("a page that was exported gives its notebook again, whatever its cells hold", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        (source, tag) => {
          const document: NotebookDocument = {
            title: "Tëst “1”",
            cells: [
              {
                id: "a",
                kind: "ts",
                source: `const x = ${JSON.stringify(source)}; // "> ${tag.replace(/\s/g, " ")}`,
              },
            ],
          };
          expect(readNotebookFile("page.html", page(document))).toMatchObject(document);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("any other page is refused with what can be imported", () => {
    for (const text of ["", "<html></html>", '<meta name="lookback.notebook" content="gA==">'])
      expect(() => readNotebookFile("x.html", text)).toThrow("this page holds no notebook; import one");
  });

  test("a file that is no notebook is named, and where it belongs", () => {
    expect(() => readNotebookFile("prices.csv", "a,b\n1,2\n")).toThrow(
      /^prices.csv is no notebook; import .*\.ipynb.* files; data are dropped on a file input/,
    );
  });

  test("a notebook under another ending opens, and any program does", () => {
    const text = '// %% [ts] id="a"\n1 + 1\n';
    expect(readNotebookFile("mailed.txt", text).cells[0]?.source).toBe("1 + 1");
    expect(readNotebookFile("plain.js", "1 + 1").cells[0]?.source).toBe("1 + 1");
  });
});
