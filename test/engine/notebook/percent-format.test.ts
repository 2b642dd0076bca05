import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import { nastyText, notebook } from "#test/arbitraries/notebooks.ts";
import { unknownKindOf, unknownKindWords, withoutUnknownKind } from "#engine/notebook/unknown-kind.ts";

/** How many random notebooks go through the file and back; FUZZ_RUNS=20000 for the full measure. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 2000);

describe("the notebook file format", () => {
  test("a printed notebook reads back equal, whatever its cells contain", () => {
    fc.assert(
      fc.property(notebook, (document) => {
        expect(parseNotebook(printNotebook(document))).toEqual(document);
      }),
      { numRuns: RUNS },
    );
  });

  test("any text opens, and printing what was read is stable", () => {
    fc.assert(
      fc.property(nastyText, (file) => {
        const once = parseNotebook(file);
        expect(parseNotebook(printNotebook(once))).toEqual(once);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  test("a notebook prints as plain TypeScript, one marker per cell", () => {
    const file = printNotebook({
      title: 'SMA "crossover"',
      cells: [
        { id: "k3f9", kind: "md", source: "# SMA\n\nhello" },
        {
          id: "a81c",
          kind: "sql",
          name: "closes",
          source: "SELECT close FROM bars WHERE symbol = ${symbol}",
        },
        { id: "p02d", kind: "ts", source: "export const fast = 1", run: "manual", meta: { tags: "x y" } },
      ],
    });
    expect(file).toBe(
      [
        "// --- notebook",
        '// title: "SMA \\"crossover\\""',
        "// nb: 1",
        "// ---",
        "",
        '// %% [md] id="k3f9"',
        "// # SMA",
        "//",
        "// hello",
        "",
        '// %% [sql] id="a81c"',
        "export const closes = sql`SELECT close FROM bars WHERE symbol = ${symbol}`;",
        "",
        '// %% [ts] id="p02d" run="manual" tags="x y"',
        "export const fast = 1",
        "",
      ].join("\n"),
    );
  });

  test("a file whose line breaks a checkout turned to CRLF reads as its LF twin", () => {
    const file = printNotebook({
      title: "t",
      cells: [{ id: "a", kind: "ts", source: "let a = 1\nlet b = 2" }],
    });
    expect(parseNotebook(file.replaceAll("\n", "\r\n"))).toEqual(parseNotebook(file));
  });

  test("a cell of a kind that is none keeps its text and its kind, is read as TypeScript, and says what was meant", () => {
    const file =
      '// --- notebook\n// title: "t"\n// nb: 1\n// ---\n\n// %% [yaml] id="a" tags="x"\nmeta: { strategy: s }\n';
    const document = parseNotebook(file);
    const [cell] = document.cells;
    expect(cell).toMatchObject({ kind: "ts", source: "meta: { strategy: s }" });
    expect(printNotebook(document)).toBe(file);
    const told = unknownKindWords((cell && unknownKindOf(cell)) ?? "");
    expect(told).toBe(
      "unknown kind of cell: yaml; did you mean strategy? Its text is kept and read as TypeScript",
    );
    expect(unknownKindWords("sqll")).toContain("did you mean sql?");
    expect(unknownKindWords("chart")).toContain("use ts, sql, md, input, strategy.");
    expect(cell && withoutUnknownKind(cell)).toEqual({ meta: { tags: "x" } });
  });

  test("a conflicted file opens and shows the conflict in its cell", () => {
    const file =
      '// --- notebook\n// title: "t"\n// ---\n\n// %% [ts] id="a"\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n';
    expect(parseNotebook(file).cells).toEqual([
      { id: "a", kind: "ts", source: "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b" },
    ]);
  });

  test("a conflict in the header becomes a cell and nothing is lost", () => {
    const file = '// --- notebook\n<<<<<<< a\n// title: "t"\n=======\n// title: "u"\n>>>>>>> b\n// ---\n';
    expect(parseNotebook(file)).toMatchObject({
      title: "u",
      cells: [{ source: "<<<<<<< a\n=======\n>>>>>>> b" }],
    });
  });

  test("duplicate and missing ids get fresh ones, the first owner keeps its own", () => {
    const cells = parseNotebook('// %% id="a"\n1\n// %% id="a"\n2\n// %%\n3\n').cells;
    expect(cells.map((c) => c.id)).toEqual(["a", "c2", "c3"]);
  });

  test("an empty file is an empty notebook", () => {
    expect(parseNotebook("")).toEqual({ title: "", cells: [] });
  });

  test("five megabytes open and print", () => {
    const cells = Array.from({ length: 10 }, (_, i) => ({
      id: `c${i}`,
      kind: "sql" as const,
      source: "`x\\${1} \n".repeat(55_000),
    }));
    expect(parseNotebook(printNotebook({ title: "", cells })).cells.length).toBe(10);
  });

  test("a file of a newer version is refused with what to do", () => {
    expect(() => parseNotebook("// --- notebook\n// nb: 2\n// ---\n")).toThrow(
      "unknown notebook version: 2; update Lookback",
    );
  });
});
