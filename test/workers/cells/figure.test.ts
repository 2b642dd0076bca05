import { describe, expect, test } from "vitest";
import { plainFigure } from "#workers/cells/figure.ts";
import { plot } from "#workers/cells/plot.ts";

describe("figures", () => {
  test("are copied into plain data without what could fetch, link or run", () => {
    const layout = {
      title: { text: "t" },
      images: [{ source: "https://example.org/x.png" }],
      onclick: () => 1,
    };
    expect(plainFigure({ data: [{ y: Float64Array.of(1, NaN) }], layout })).toEqual({
      data: [{ y: Float64Array.of(1, NaN) }],
      layout: { title: { text: "t" } },
    });
  });

  test("lead nowhere: links in their texts are text", () => {
    const { layout } = plainFigure({
      data: [],
      layout: { title: { text: 'see <a href="https://example.org">this</a> now' } },
    });
    expect(layout).toEqual({ title: { text: "see this now" } });
  });

  test("of a trace that the page cannot draw are refused with those it can", () => {
    expect(() => plainFigure({ data: [{ type: "scattermap" }] })).toThrow(
      "unknown trace type: scattermap; use scatter",
    );
  });

  test("are bounded in depth and size", () => {
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    expect(() => plainFigure({ data: [circle] })).toThrow("nested past 12 levels");
    expect(() => plainFigure({ data: [{ y: new Float64Array(5_000_000) }] })).toThrow(
      "figure past 32000000 bytes",
    );
  });

  test("over times have a date axis", () => {
    const x = Float64Array.of(Date.UTC(2020, 0, 1), Date.UTC(2020, 0, 2));
    expect(plot.line({ x, y: [1, 2] }).layout).toMatchObject({ xaxis: { type: "date" } });
    expect(plot.line({ y: [1, 2] }).layout).toMatchObject({ xaxis: {} });
  });
});
