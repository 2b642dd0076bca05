import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createCatalogue, defineBlock, nearest } from "#engine/catalogue.ts";
import { EngineError } from "#engine/errors.ts";
import { indicators, rules, signals, sizers, fees, slippage, statistics, paths } from "#engine/index.ts";

const block = defineBlock(
  "risk",
  {
    kind: "cap",
    title: "Cap",
    description: "A cap",
    params: z.object({ pct: z.number().min(1).max(9).default(5) }),
  },
  (params) => ({ kind: "cap", params }),
);

describe("a catalogue", () => {
  it("suggests the nearest kind for one that it does not have", () => {
    expect(() => indicators.find("smaa")).toThrow(/unknown indicators block: smaa; did you mean sma\?/);
    expect(nearest("zzzzzz", ["sma"])).toBeUndefined();
    expect(nearest("x", ["z"])).toBeUndefined();
    expect(nearest("fst", ["fast"])).toBe("fast");
  });

  it("refuses two blocks of one kind", () => {
    expect(() => createCatalogue("risk", [block, block])).toThrow(/two blocks of one kind/);
  });

  it.each([indicators, signals, sizers, rules, paths, fees, slippage, statistics])(
    "$stage gives every parameter as JSON schema, described",
    ({ blocks }) => {
      for (const { params, kind } of blocks) {
        const { properties = {} } = z.toJSONSchema(params, { io: "input" });
        for (const [name, property] of Object.entries(properties)) {
          expect(typeof property === "object" && property.description, `${kind}.${name}`).toBeTruthy();
        }
      }
    },
  );
});

describe("a block", () => {
  it("fills defaults in", () => {
    expect(block()).toEqual({ kind: "cap", params: { pct: 5 } });
  });

  it.each([
    [{ pct: 0 }, "invalid pct: 0; use 1 or more"],
    [{ pct: 10 }, "invalid pct: 10; use 9 or less"],
    [{ pct: NaN }, "invalid pct: NaN; use a number"],
    [{ pct: "five" }, "invalid pct: five; use a number"],
    [{ pcts: 5 }, "unknown parameter: pcts; did you mean pct?"],
    [
      Float64Array.of(1, 2, 3),
      "invalid parameters: a list; give them by name in an object, as in { name: value }; there are pct",
    ],
  ])("refuses %j with noun, value and remedy, and the field as site", (params, message) => {
    let error: unknown;
    try {
      block.of(params);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).message).toBe(message);
    expect((error as EngineError).site).toMatchObject({ stage: "risk", kind: "cap" });
  });
});
