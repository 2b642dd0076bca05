import { describe, expect, test } from "vitest";
import { strategyWords } from "#app/_cells/strategy-words.ts";
import { yamlPlace } from "#app/_cells/yaml-path.ts";

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
});
