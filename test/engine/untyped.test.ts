import { describe, expect, it } from "vitest";
import * as engine from "#engine/index.ts";

type Loose = (...args: unknown[]) => unknown;
const loose = (value: unknown): Loose => value as Loose;
const { ema, stopLoss, syntheticMarket } = engine;
const [backtest, defineStrategy, defineIndicator, defineRule] = [
  engine.backtest,
  engine.defineStrategy,
  engine.defineIndicator,
  engine.defineRule,
].map(loose) as [Loose, Loose, Loose, Loose];

const bars = syntheticMarket({ kind: "trending", bars: 10, seed: 1 });
const named = { name: "a", version: "1.0.0" };
const idle = defineStrategy({ ...named, signal: () => engine.hold() });

describe("what comes without types is told by name, value and remedy", () => {
  it.each<readonly [string, () => unknown, RegExp]>([
    ["a strategy without a signal", () => defineStrategy(named), /^missing signal; give a function/],
    [
      "indicators that are no function",
      () => defineStrategy({ ...named, signal: () => engine.hold(), indicators: { f: ema() } }),
      /^invalid indicators: an object; use a function/,
    ],
    [
      "a param that is a number",
      () => defineStrategy({ ...named, signal: () => engine.hold(), params: { fast: 3 } }),
      /^invalid param fast: number; use int\(9/,
    ],
    ["no strategy", () => backtest(undefined, { bars }), /^invalid strategy: undefined; use one of/],
    ["no bars", () => backtest(idle, {}), /^invalid bars: undefined; use what createBars/],
    ["bars that are none", () => backtest(idle, { bars: [{ close: [1] }] }), /^invalid bars: object/],
    [
      "a misspelt option",
      () => backtest(idle, { bars, captial: 5 }),
      /^unknown option: captial; did you mean capital\?/,
    ],
    [
      "an option of another engine",
      () => backtest(idle, { bars, commission: 5 }),
      /^unknown option: commission; use fees: ibkrFixed/,
    ],
    [
      "a date where a time belongs",
      () => backtest(idle, { bars, from: "2017-01-01" }),
      /^invalid from: 2017-01-01; use UTC milliseconds, as Date\.parse\("2017-01-01"\) is/,
    ],
    ["fees by name", () => backtest(idle, { bars, fees: "zero" }), /^invalid fees: zero; use a fee schedule/],
    [
      "one rule for a list",
      () => backtest(idle, { bars, risk: stopLoss({ pct: 5 }) }),
      /^invalid risk: .*; use a list of rules/,
    ],
    ["a rule by name", () => backtest(idle, { bars, risk: ["stop"] }), /^invalid risk: stop; use rules like/],
    ["an indicator without a kind", () => defineIndicator({}), /^invalid indicator without a kind/],
    [
      "an indicator without outputs",
      () => defineIndicator({ kind: "x", input: "bars" }),
      /^missing outputs of indicator x/,
    ],
    [
      "an indicator of nothing",
      () => defineIndicator({ kind: "x", outputs: ["v"] }),
      /^invalid input of indicator x: undefined/,
    ],
    [
      "an indicator that computes nothing",
      () => defineIndicator({ kind: "x", outputs: ["v"], input: "bars" }),
      /^missing compute of indicator x/,
    ],
    ["a rule without a kind", () => defineRule({}), /^missing kind of a risk block/],
    ["a rule without params", () => defineRule({ kind: "r" }), /^missing params of risk block r/],
  ])("%s", (_, act, message) => {
    expect(act).toThrow(message);
    expect(act).toThrow(engine.EngineError);
  });
});
