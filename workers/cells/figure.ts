import { EngineError } from "#engine/errors.ts";
import { OUTPUT_LIMITS } from "#engine/notebook/output.ts";

/** Traces that the page can draw; anything else in a figure is an error that names these. */
export const TRACE_TYPES = [
  "scatter",
  "bar",
  "histogram",
  "heatmap",
  "candlestick",
  "box",
  "surface",
] as const;

/** Keys that could make the page fetch, link or run something: a figure is data only. */
const BANNED_KEYS = new Set([
  "images",
  "config",
  "source",
  "map",
  "mapbox",
  "geo",
  "updatemenus",
  "sliders",
  "frames",
  "href",
  "__proto__",
]);

/** Plotly makes links of these in any text; a figure must not lead anywhere. */
const LINKS = /<\/?a\b[^>]*>?/gi;

const MAX_DEPTH = 12;

type TypedArray =
  Float64Array | Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
const isTyped = (value: unknown): value is TypedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

interface Budget {
  bytes: number;
}

function spend(budget: Budget, bytes: number): void {
  budget.bytes -= bytes;
  if (budget.bytes < 0)
    throw new EngineError(
      "over-limit",
      `figure past ${OUTPUT_LIMITS.figureBytes} bytes; resample before you plot`,
    );
}

function plainCopy(value: unknown, depth: number, budget: Budget): unknown {
  if (depth > MAX_DEPTH)
    throw new EngineError("over-limit", `figure nested past ${MAX_DEPTH} levels; flatten it`);
  spend(budget, 8);
  if (typeof value === "string") {
    spend(budget, value.length);
    return value.replaceAll(LINKS, "");
  }
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (value instanceof Date) return value.getTime();
  if (isTyped(value)) {
    spend(budget, value.byteLength);
    return value.slice();
  }
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, depth + 1, budget));
  if (typeof value !== "object") return null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, child]) => !BANNED_KEYS.has(key) && child !== undefined && typeof child !== "function")
      .map(([key, child]) => [key, plainCopy(child, depth + 1, budget)]),
  );
}

/** A plotly figure as data: what cells may show and the page may draw. */
export interface PlainFigure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

/**
 * Copies a figure into plain data; used on both sides of the sandbox's wall, since the page trusts nothing from within.
 *
 * @throws EngineError "over-limit" past 200 traces, 32 MB or 12 levels; "bad-param" for a trace type we do not draw.
 */
export function plainFigure(figure: {
  readonly data: readonly unknown[];
  readonly layout?: unknown;
}): PlainFigure {
  if (figure.data.length > 200)
    throw new EngineError("over-limit", `figure with ${figure.data.length} traces; the limit is 200`);
  const budget = { bytes: OUTPUT_LIMITS.figureBytes };
  const data = figure.data.map((trace) => plainCopy(trace, 1, budget) as Record<string, unknown>);
  for (const { type = "scatter" } of data)
    if (!TRACE_TYPES.includes(type as (typeof TRACE_TYPES)[number]))
      throw new EngineError(
        "bad-param",
        `unknown trace type: ${String(type)}; use ${TRACE_TYPES.join(", ")}`,
      );
  return { data, layout: plainCopy(figure.layout ?? {}, 1, budget) as Record<string, unknown> };
}
