import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeHtml } from "#engine/notebook/formats/escape-html.ts";
import { toHtml } from "#engine/notebook/formats/html-export.ts";
import { fromHtml } from "#engine/notebook/formats/html-import.ts";
import { figureSvg } from "#engine/notebook/formats/figure-svg.ts";
import { shortNumber } from "#engine/notebook/formats/short-number.ts";
import { svgChart } from "#engine/notebook/formats/svg-chart.ts";
import type { CellOutput } from "#engine/notebook/output.ts";

const HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&";
const table = { columns: [HOSTILE], numeric: [false], rows: [[HOSTILE]], rowCount: 5000 };
const page = (outputs: readonly CellOutput[], more: { title?: string; fold?: string; code?: boolean } = {}) =>
  toHtml(
    {
      title: more.title ?? "T",
      cells: [{ id: "a", kind: "ts", source: HOSTILE, ...(more.fold ? { meta: { fold: more.fold } } : {}) }],
    },
    new Map([["a", { outputs, logs: [{ level: "log", text: HOSTILE }] }]]),
    {
      ...{
        readTable: () => table,
        renderMarkdown: (source) => `<p>${escapeHtml(source)}</p>`,
        note: HOSTILE,
      },
      ...(more.code !== undefined && { code: more.code }),
    },
  );
/** Tags of a page, its head apart. */
const tags = (html: string) =>
  new Set([...html.slice(html.indexOf("<body>")).matchAll(/<([a-z0-9]+)/g)].map((match) => match[1]));

describe("the exported page", () => {
  test("hostile text anywhere is shown, never markup", () => {
    const html = page(
      [
        { type: "text", text: HOSTILE },
        { type: "markdown", source: HOSTILE },
        { type: "value", value: { kind: "leaf", type: "string", text: HOSTILE } },
        { type: "table", rowCount: 5000, ipc: new Uint8Array() },
        {
          type: "figure",
          data: [
            { x: [HOSTILE, "b"], y: [1, 2], name: HOSTILE },
            { x: ["b"], y: [3], name: "two" },
          ],
          layout: { title: { text: HOSTILE } },
        },
        { type: "figure", data: [{ type: HOSTILE, name: HOSTILE }], layout: { title: HOSTILE } },
      ],
      { title: HOSTILE },
    );
    expect(tags(html)).not.toContain("script");
    expect(tags(html)).not.toContain("img");
    expect(html).toContain("<svg");
    expect(html).toContain("The first 1 of 5000 rows.");
    expect(html).toContain("default-src 'none'");
  });

  test("a page without code holds no word of it, and can be read by nobody as a notebook", () => {
    const source = escapeHtml(HOSTILE);
    const whole = page([{ type: "text", text: "41" }]);
    const bare = page([{ type: "text", text: "41" }], { code: false });
    expect(whole).toContain(`<code>${source}</code>`);
    expect(bare).not.toContain("<code>");
    expect(bare).toContain(">41<");
    expect(fromHtml(whole).cells[0]?.source).toBe(HOSTILE);
    expect(() => fromHtml(bare)).toThrow(/no notebook/);
  });

  test("live text stands as what it came to, on pages and without code", () => {
    const cells = [
      { id: "a", kind: "md" as const, source: "of ${n} bars" },
      { id: "b", kind: "ts" as const, source: "const n = 5" },
    ];
    const results = new Map([
      ["a", { outputs: [{ type: "markdown" as const, source: "of 5 bars" }], logs: [] }],
    ]);
    const html = toHtml({ title: "T", cells }, results, {
      ...{ readTable: () => table, renderMarkdown: (source: string) => source, note: "", code: false },
    });
    expect(html).toContain('<section id="a">of 5 bars</section>');
    expect(html).not.toContain('id="b"');
  });

  test("a long table is cut with a word", () => {
    const rows = Array.from({ length: 100 }, (_, row) => [String(row)]);
    const html = toHtml(
      { title: "T", cells: [{ id: "a", kind: "ts", source: "" }] },
      new Map([["a", { outputs: [{ type: "table", rowCount: 100, ipc: new Uint8Array() }], logs: [] }]]),
      {
        readTable: () => ({ columns: ["n"], numeric: [true], rows, rowCount: 100 }),
        ...{ renderMarkdown: (source: string) => source, note: "" },
      },
    );
    expect(html.match(/<tr>/g)).toHaveLength(31);
    expect(html).toContain("The first 30 of 100 rows.");
  });

  test("folded code is folded without a script", () => {
    expect(tags(page([], { fold: "code" }))).toContain("details");
    expect(tags(page([]))).not.toContain("details");
  });
});

describe("charts without a browser", () => {
  const numbers = (svg: string) =>
    [...svg.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);

  test("a long line keeps its extremes and no more points than there are pixels", () => {
    const x = Float64Array.from({ length: 100_000 }, (_, i) => i);
    const y = x.map((i) => Math.sin(i / 500));
    y[77_777] = 9;
    const svg = svgChart([{ name: "s", kind: "line", x, y }], { title: "t", xKind: "number" });
    expect(svg.match(/[ML]/g)?.length).toBeLessThanOrEqual(1600);
    expect(Math.min(...numbers(svg).filter((_, i) => i % 2 === 1))).toBe(12);
  });

  test("any columns draw inside the picture or not at all", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 30 }), (y) => {
        const svg = svgChart([{ name: "", kind: "line", x: y.map((_, i) => i), y }], {
          title: "",
          xKind: "time",
        });
        expect(svg).not.toMatch(/NaN|Infinity/);
        expect(numbers(svg).every((value) => value >= 0 && value <= 760)).toBe(true);
      }),
    );
  });

  test("what is no line, point or bar is not drawn", () => {
    expect(figureSvg([{ type: "heatmap", z: [[1]] }], "")).toBeNull();
    expect(figureSvg([], "")).toBeNull();
    expect(figureSvg([{ type: "bar", x: ["a", "b"], y: [1, -2] }], "")).toContain("<rect");
    expect(figureSvg([{ x: ["2020-01-01", "2021-01-01"], y: [1, 2] }], "")).toContain(">2020-07<");
  });

  test.each([
    [1234567.8, "1,234,568"],
    [-0.5, "−0.5"],
    [0.000123, "0.000123"],
    [0, "0"],
    [12.3456, "12.35"],
    [100, "100"],
  ])("%d on an axis is %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});
