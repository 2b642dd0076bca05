import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  backtest,
  composeSpecs,
  EngineError,
  parseStrategySpec,
  runOptionsOf,
  strategyFromSpec,
} from "#engine/index.ts";
import { setAt } from "#engine/spec/compose.ts";
import { CLIENT_YAML, quarters, smallSpec } from "./client-spec.ts";

const clientSpec = (): unknown => parse(CLIENT_YAML);

function failure(act: () => unknown): EngineError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError);
    return error as EngineError;
  }
  throw new Error("nothing was thrown");
}

describe("the client's spec", () => {
  it("loads as it stands, and parsing what it became gives the same", () => {
    const spec = parseStrategySpec(clientSpec());
    expect(spec.meta).toMatchObject({ strategy: "bollinger_mean_reversion", version: "2.1.0" });
    expect(parseStrategySpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it("becomes a strategy whose blocks are ours, with the client's shares as percent and days as bars", () => {
    const spec = parseStrategySpec(clientSpec());
    const { timeframes, ...strategy } = strategyFromSpec(spec);
    const { sizing, risk, execution, warmupBars } = strategy.prepare();
    expect(timeframes).toEqual(["15m", "4h", "1d"]);
    expect(sizing).toMatchObject({
      kind: "kelly",
      params: {
        fraction: 1,
        lookbackTrades: 50,
        maxFraction: 0.25,
        maxPositionFraction: 0.05,
        minValue: 1000,
      },
    });
    expect(risk?.map(({ kind, params }) => [kind, params])).toMatchObject([
      ["trailing-stop", { pct: 2, activationPct: 1 }],
      ["max-exposure", { totalPct: 80, perSectorPct: 30 }],
      ["correlation-limit", { maxCorrelation: 0.7, lookbackBars: 780 }],
      ["regime-filter", { allowed: ["bull", "neutral"], blocked: ["bear", "crisis"], minConfidence: 0.8 }],
    ]);
    expect(execution).toEqual({ participation: 0.1 });
    expect(warmupBars).toBeGreaterThanOrEqual(50);
    const { capital, fees, slippage, from, to, mode } = runOptionsOf(spec);
    expect([capital, fees?.kind, slippage?.kind, mode]).toEqual([
      100_000,
      "ibkr-fixed",
      "square-root",
      "event-driven",
    ]);
    expect([from, to]).toEqual([Date.UTC(2020, 0, 1), Date.UTC(2025, 0, 1)]);
  });

  it("runs", () => {
    const spec = parseStrategySpec(clientSpec());
    const result = backtest(strategyFromSpec(spec), { ...runOptionsOf(spec), bars: quarters });
    expect(result.equity.length).toBe(quarters.close.length);
  });
});

describe("parseStrategySpec", () => {
  it.each<readonly [string, unknown, RegExp]>([
    ["components.signal", {}, /unknown key: components\.signal; did you mean signals\?/],
    ["meta.verson", "1", /unknown key: meta\.verson; did you mean version\?/],
    [
      "components.indicators.strength.parms",
      {},
      /unknown key: components\.indicators\.strength\.parms; did you mean params\?/,
    ],
    ["extra", 1, /unknown key: extra; use one of meta, runtime/],
    ["components.signals.entry_long.logic", "some", /invalid components\.signals\.entry_long\.logic: "some"/],
    [
      "components.indicators.strength.timeframe",
      "2h",
      /invalid components\.indicators\.strength\.timeframe: "2h"/,
    ],
    ["meta", undefined, /missing meta; give it/],
    ["components.signals.entry_long.conditions", [{ a: {}, b: {} }], /one name with its parameters/],
  ])("refuses %s by its place, with a remedy", (path, value, message) => {
    const error = failure(() => parseStrategySpec(setAt(smallSpec(), path, value)));
    expect([error.code, error.message]).toEqual(["bad-spec", expect.stringMatching(message)]);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ["components.indicators.strength.type", "rssi", /unknown indicators block: rssi; did you mean rsi\?/],
    ["components.indicators.strength.params", { lengthBars: 0 }, /invalid lengthBars: 0/],
    ["components.indicators.strength.source", "nothing", /unknown source: nothing/],
    ["components.indicators.strength.source", "strength", /indicators read each other: strength, strength/],
    [
      "components.signals.entry_long.conditions",
      [{ oversold: { indicator: "strenght" } }],
      /unknown indicator of oversold: strenght; did you mean strength\?/,
    ],
    [
      "components.signals.entry_long.conditions",
      [{ over_sold: { indicator: "strength" } }],
      /unknown conditions block: over-sold; did you mean oversold\?/,
    ],
    [
      "components.signals.entry_long.conditions",
      [{ oversold: { indicator: "strength", weight: 0 } }],
      /invalid weight of oversold: 0/,
    ],
    ["components.signals", {}, /no entry; give entry_long/],
    ["execution", { fill_model: "perfect" }, /unknown fill_model: perfect/],
    [
      "components.sizing",
      { type: "kely" },
      /^components\.sizing \(kely\): unknown sizing block: kely; did you mean kelly\?/,
    ],
    [
      "components.signals.entry_long.conditions",
      [{ crosses_above: { indicator: "strength", level: 5 } }],
      /^components\.signals\.entry_long\.conditions\.0 \(crosses_above\): unknown parameter: indicator, level; there are series, than, rule$/,
    ],
    [
      "components.signals.entry_long.conditions",
      [{ crosses_above: { series: "strength" } }],
      /missing than; give it: a level, or the name of another series$/,
    ],
    [
      "components.risk",
      { rules: [{ type: "stop_loss", params: { pct: 8 } }] },
      /^components\.risk\.rules\.0 \(stop_loss\): invalid pct: 8; stop_loss takes shares of 1: 0\.08 for 8 percent, or stop-loss, which takes percent$/,
    ],
    [
      "components.risk",
      { rules: [{ type: "max_exposure", params: { total_pct: 80 } }] },
      /invalid total_pct: 80; max_exposure takes shares of 1: 0\.8 for 80 percent/,
    ],
    ["execution", { commission_model: "ibkrr" }, /^execution\.commission_model: unknown fees block: ibkrr/],
  ])("refuses to bind %s", (path, value, message) => {
    const read = () => parseStrategySpec(setAt(smallSpec(), path, value));
    expect(failure(() => [strategyFromSpec(read()), runOptionsOf(read())]).message).toMatch(message);
  });

  it("takes shares above 1 where there is sense in them: exposure with leverage, a target that doubles", () => {
    const rules = [
      { type: "max_exposure", params: { total_pct: 2 } },
      { type: "take_profit", params: { pct: 1.5 } },
    ];
    const { risk } = strategyFromSpec(
      parseStrategySpec(setAt(smallSpec(), "components.risk", { rules })),
    ).prepare();
    expect(risk?.map(({ params }) => params)).toMatchObject([{ totalPct: 200 }, { pct: 150 }]);
  });

  it("takes an indicator of another, and one of the bars' columns", () => {
    const nested = setAt(smallSpec(), "components.indicators.smooth", {
      type: "sma",
      source: "strength",
      params: { length_bars: 3 },
    });
    const { smooth } = strategyFromSpec(parseStrategySpec(nested)).prepare().indicators;
    expect(smooth).toMatchObject({ kind: "sma", params: { lengthBars: 3 }, source: { kind: "rsi" } });
  });

  it("stands on another spec by extends: its own members win, the parents must agree", () => {
    const files: Record<string, unknown> = {
      base: smallSpec(),
      risk: { components: { risk: { rules: [{ type: "stop_loss", params: { pct: 0.05 } }] } } },
      other: { meta: { version: "9.9.9" } },
      circle: { extends: "circle" },
    };
    const load = (name: string): unknown => files[name];
    const child = { extends: ["base", "risk"], meta: { strategy: "child" } };
    const spec = parseStrategySpec(child, { load });
    expect([spec.meta.strategy, spec.meta.version]).toEqual(["child", "1.2.3"]);
    expect(strategyFromSpec(spec).prepare().risk).toMatchObject([{ kind: "stop-loss", params: { pct: 5 } }]);
    expect(failure(() => parseStrategySpec({ extends: ["base", "other"] }, { load })).message).toBe(
      "conflict at meta.version: base and other differ; keep one",
    );
    expect(failure(() => parseStrategySpec({ extends: "circle" }, { load })).message).toMatch(
      /extend each other: circle, circle/,
    );
    expect(failure(() => parseStrategySpec({ extends: "base" })).message).toMatch(/cannot look up base/);
  });

  it("composes parts that agree, and names both places of those that do not", () => {
    const parts = [
      { place: "a.yaml", spec: { x: { y: 1 } } },
      { place: "b.yaml", spec: { x: { y: 1, z: [2] } } },
    ];
    expect(composeSpecs(parts)).toEqual({ x: { y: 1, z: [2] } });
    const clash = [...parts, { place: "c.yaml", spec: { x: { z: [3] } } }];
    expect(failure(() => composeSpecs(clash)).message).toBe(
      "conflict at x.z: b.yaml and c.yaml differ; keep one",
    );
  });

  it("answers anything with a spec and a strategy, or an EngineError: never another error, a hang or a changed prototype", () => {
    const words = fc.constantFrom(
      "type",
      "params",
      "logic",
      "all",
      "conditions",
      "rsi",
      "close",
      "weight",
      "15m",
      "__proto__",
      "constructor",
      "extends",
    );
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(
        words,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true),
        fc.string(),
      ),
      tree: fc.oneof(
        { maxDepth: 5 },
        tie("leaf"),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(fc.oneof(words, fc.string()), tie("tree"), { maxKeys: 5 }),
      ),
    }));
    const paths = fc.constantFrom(
      "meta",
      "meta.strategy",
      "runtime",
      "data",
      "components",
      "components.indicators",
      "components.indicators.strength",
      "components.indicators.strength.params",
      "components.signals",
      "components.signals.entry_long",
      "components.signals.entry_long.conditions",
      "components.signals.entry_long.conditions.0",
      "components.sizing",
      "components.risk",
      "components.regime",
      "execution",
      "optimization",
      "extends",
      "__proto__",
    );
    const law = fc.property(paths, tree, fc.boolean(), (path, value, whole) => {
      try {
        const spec = parseStrategySpec(whole ? value : setAt(smallSpec(), path, value), {
          load: () => value,
        });
        expect(parseStrategySpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
        strategyFromSpec(spec).prepare();
        runOptionsOf(spec);
      } catch (error) {
        expect(error).toBeInstanceOf(EngineError);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    });
    fc.assert(law, { seed: 12, numRuns: 4000, interruptAfterTimeLimit: 8000 });
  });
});
