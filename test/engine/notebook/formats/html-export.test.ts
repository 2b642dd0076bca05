import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeHtml } from "#engine/notebook/formats/escape-html.ts";
import { toHtml } from "#engine/notebook/formats/html-export.ts";
import { figureSvg } from "#engine/notebook/formats/figure-svg.ts";
import { shortNumber, svgChart } from "#engine/notebook/formats/svg-chart.ts";
import type { CellOutput } from "#engine/notebook/output.ts";

const HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&";
const table = { columns: [HOSTILE], numeric: [false], rows: [[HOSTILE]], rowCount: 5000 };
const page = (outputs: readonly CellOutput[], more: { title?: string; fold?: string } = {}) =>
  toHtml(
    {
      title: more.title ?? "T",
      cells: [{ id: "a", kind: "ts", source: HOSTILE, ...(more.fold ? { meta: { fold: more.fold } } : {}) }],
    },
    new Map([["a", { outputs, logs: [{ level: "log", text: HOSTILE }] }]]),
    { readTable: () => table, renderMarkdown: (source) => `<p>${escapeHtml(source)}</p>`, note: HOSTILE },
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
    expect(figureSvg([{ x: ["2020-01-01", "2021-01-01"], y: [1, 2] }], "")).toContain("2020-01-01");
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
