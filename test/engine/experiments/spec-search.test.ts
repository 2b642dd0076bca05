import { describe, expect, it } from "vitest";
import {
  backtest,
  optimizationOf,
  parseStrategySpec,
  runOptionsOf,
  strategyFromSpec,
  sweep,
} from "#engine/index.ts";
import { smallSpec } from "#test/engine/spec/client-spec.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const LENGTH = "components.indicators.strength.params.lengthBars";
const LEVEL = "components.signals.entry_long.conditions.0.rsi_oversold.threshold";

const specWith = (optimization: object) => parseStrategySpec({ ...smallSpec(), optimization });
const ranged = specWith({
  ...{ enabled: true, objective: "sharpe_ratio", trials: 50, cv_folds: 5 },
  parameters: { [LENGTH]: { min: 4, max: 6 }, [LEVEL]: { min: 30, max: 40, step: 5 } },
});

describe("a spec's optimization section", () => {
  it("is a search that a sweep takes as it is", () => {
    const search = optimizationOf(ranged);
    if (!search) throw new Error("no search");
    expect(search).toMatchObject({
      enabled: true,
      method: "grid",
      objective: "sharpe",
      trials: 50,
      folds: 5,
    });
    expect(search.grid).toEqual({ [LENGTH]: [4, 5, 6], [LEVEL]: [30, 35, 40] });
    const bars = syntheticMarket({ kind: "mean-reverting", bars: 300 });
    const found = sweep(search.strategy, { bars, grid: search.grid, metrics: ["totalReturn", "tradeCount"] });
    expect(found.sets).toBe(9);
    const row = 3 * 2 + 0;
    const { statistics } = backtest(
      strategyFromSpec(
        parseStrategySpec({
          ...smallSpec(),
          components: {
            ...smallSpec().components,
            indicators: { strength: { type: "rsi", params: { lengthBars: 6 } } },
            signals: {
              ...smallSpec().components.signals,
              entry_long: { conditions: [{ rsi_oversold: { indicator: "strength", threshold: 30 } }] },
            },
          },
        }),
      ),
      { bars, ...runOptionsOf(ranged) },
    );
    expect(found.metrics["totalReturn"]?.[row]).toBe(statistics["totalReturn"]);
    expect(new Set(found.metrics["totalReturn"]).size).toBeGreaterThan(1);
  });

  it("keeps the spec's own values as defaults", () => {
    const bars = syntheticMarket({ kind: "mean-reverting", bars: 300 });
    const search = optimizationOf(ranged);
    if (!search) throw new Error("no search");
    expect(backtest(search.strategy, { bars }).equity).toEqual(
      backtest(strategyFromSpec(ranged), { bars }).equity,
    );
    expect(search.strategy.prepare().params).toEqual({ [LENGTH]: 5, [LEVEL]: 35 });
  });

  it("steps a tenth of a range of broken numbers where no step is given", () => {
    const search = optimizationOf(specWith({ parameters: { [LEVEL]: { min: 30.5, max: 31.5 } } }));
    expect(search?.grid[LEVEL]).toHaveLength(11);
  });

  it("is absent where the spec has none, and an error where it leads nowhere", () => {
    expect(optimizationOf(parseStrategySpec(smallSpec()))).toBeUndefined();
    expect(() => optimizationOf(specWith({ objective: "sharp" }))).toThrow(
      /unknown .*sharp; did you mean sharpe/,
    );
    // Found by fuzzing: a name that every object has is no client's name for an objective.
    expect(() => optimizationOf(specWith({ objective: "toString" }))).toThrow(/unknown .*toString; /);
    expect(() => optimizationOf(specWith({ parameters: { "meta.strategy": { min: 1, max: 2 } } }))).toThrow(
      /^unknown range: meta.strategy; give the path of a number/,
    );
    expect(() => optimizationOf(specWith({ parameters: { [LENGTH]: { min: 9, max: 2 } } }))).toThrow(
      /^invalid range of .*: 9 to 2; give the smaller number first$/,
    );
  });
});
