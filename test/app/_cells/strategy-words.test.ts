import { z } from "zod";
import { strategySpec } from "#engine/spec/strategy-spec.ts";
import { describe, expect, test } from "vitest";
import { strategyWords } from "#app/_cells/strategy-words.ts";
import { indicatorNames, yamlPlace } from "#app/_cells/yaml-path.ts";

const words = (before: string) => strategyWords(yamlPlace(before)).map(({ label }) => label);

describe("completion in a strategy spec", () => {
  test.each<[string, readonly string[]]>([
    ["me", ["meta", "components", "execution"]],
    ["components:\n  ", ["indicators", "signals", "sizing", "risk"]],
    ["components:\n  indicators:\n    fast:\n      ", ["type", "params", "timeframe", "source"]],
    ["components:\n  indicators:\n    fast:\n      type: s", ["sma", "supertrend"]],
    ["components:\n  indicators:\n    fast: { type: em", ["ema"]],
    ["components:\n  indicators:\n    fast: { type: ema, params: { le", ["lengthBars"]],
    [
      "components:\n  indicators:\n    fast:\n      type: macd\n      params:\n        ",
      ["fastBars", "slowBars"],
    ],
    [
      "components:\n  signals:\n    entry_long:\n      conditions:\n        - ",
      ["oversold", "rsi_oversold", "cross-up"],
    ],
    ["components:\n  risk:\n    rules:\n      - type: ", ["stop-loss", "max-drawdown"]],
    ["components:\n  sizing:\n    type: ", ["fixed-fraction", "kelly"]],
    ["runtime:\n  primary_timeframe: ", ["1d", "1h"]],
  ])("after %j offers what the schema has there", (before, expected) => {
    expect(words(before)).toEqual(expect.arrayContaining([...expected]));
  });

  test("offers nothing where a name is the author's own", () => {
    expect(words("components:\n  indicators:\n    ")).toEqual([]);
  });

  const spec = "components:\n  indicators:\n    fast: { type: ema }\n    slow:\n      type: ema\n      ";
  const names = { indicators: ["fast", "slow"], symbols: [{ label: "AAPL" }] };
  test.each<[string, readonly string[]]>([
    ["execution:\n  fill_model: ", ["next_open"]],
    ["execution:\n  commission_model: ", ["ibkr-tiered"]],
    ["execution:\n  slippage_model: ", ["half-spread"]],
    ["optimization:\n  method: ", ["grid", "tpe"]],
    ["optimization:\n  objective: ", ["sharpe", "sortino"]],
    ["components:\n  regime:\n    block_regimes: [", ["crisis"]],
    ["data:\n  symbols: [", ["AAPL"]],
    [`${spec}source: `, ["close", "fast"]],
    [
      "components:\n  signals:\n    entry_long:\n      conditions:\n        - cross-up:\n            series: ",
      ["slow"],
    ],
    [
      "components:\n  indicators:\n    b:\n      type: bollinger\n      params:\n        deviation: ",
      ["population", "sample"],
    ],
  ])("after %j offers the names that it knows", (before, expected) => {
    const labels = strategyWords(yamlPlace(before), names).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining([...expected]));
  });

  test("reads the names of a spec's indicators from its text, finished or not", () => {
    expect(indicatorNames(`${spec}\n  # more\n  signals:\n    entry_long: 1`)).toEqual(["fast", "slow"]);
    expect(indicatorNames("components:\n")).toEqual([]);
  });

  test("every member of the schema that takes one of a few words offers them", () => {
    const silent: string[] = [];
    const walk = (schema: z.core.$ZodType, path: readonly string[]): void => {
      if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) walk(schema.unwrap(), path);
      else if (schema instanceof z.ZodArray) walk(schema.element, path);
      else if (schema instanceof z.ZodRecord) walk(schema.valueType, [...path, "own"]);
      else if (schema instanceof z.ZodObject)
        for (const [key, member] of Object.entries<z.core.$ZodType>(schema.shape))
          walk(member, [...path, key]);
      else if (schema instanceof z.ZodEnum || schema instanceof z.ZodBoolean) {
        const place = { path: path.slice(0, -1), key: path.at(-1) ?? "", type: null, word: "" };
        if (strategyWords(place).length === 0) silent.push(path.join("."));
      }
    };
    walk(strategySpec, []);
    expect(silent).toEqual([]);
  });
});
