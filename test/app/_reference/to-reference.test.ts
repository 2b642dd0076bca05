import { expect, test } from "vitest";
import * as engine from "#engine/index.ts";
import { describeCatalogue } from "#server/cli/catalogue.ts";
import { z } from "zod";
import { toReference } from "#app/_reference/to-reference.ts";

const params = z.object({
  lengthBars: z.number().int().min(1).max(500).default(14).describe("smoothing window"),
  seed: z.enum(["sma", "first"]).default("sma").describe("how it begins"),
});
const block = { kind: "rsi", title: "RSI", description: "Momentum.", outputs: ["value"] };

test("a parameter is told with its type, range, default and meaning", () => {
  const [stage] = toReference({
    indicators: [{ ...block, params: z.toJSONSchema(params, { io: "input" }) }],
  });
  expect(stage?.entries[0]?.params).toEqual([
    {
      name: "lengthBars",
      type: "whole number, from 1 to 500",
      fallback: "14",
      description: "smoothing window",
    },
    { name: "seed", type: '"sma" or "first"', fallback: '"sma"', description: "how it begins" },
  ]);
});

test("a call works: required parameters, or the first default", () => {
  const required = z.toJSONSchema(z.object({ pct: z.number().min(0.5) }), { io: "input" });
  const stages = toReference({
    rules: [{ ...block, kind: "stopLoss", params: required }],
    indicators: [{ ...block, params: z.toJSONSchema(params, { io: "input" }) }],
    statistics: [{ ...block, params: z.toJSONSchema(z.object({})) }],
  });
  expect(stages.map((stage) => stage.entries[0]?.call)).toEqual([
    "stopLoss({ pct: 0.5 })",
    "rsi({ lengthBars: 14 })",
    null,
  ]);
});

test("every call is of something that cells have", () => {
  const calls = toReference(describeCatalogue()).flatMap((stage) => stage.entries.map((block) => block.call));
  const called = calls.flatMap((call) => (call === null ? [] : [call.split("(")[0] ?? ""]));
  expect(called.length).toBeGreaterThan(100);
  expect(called.filter((name) => !(name in engine))).toEqual([]);
});
