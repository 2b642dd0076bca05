import { describe, expect, it } from "vitest";
import {
  above,
  backtest,
  defineStrategy,
  hold,
  int,
  range,
  strategyBuilder,
  strategyFromSpec,
  studyOf,
  sweep,
  type DataNeeds,
} from "#engine/index.ts";
import { runStudy } from "#engine/experiments/study/study.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { smallSpec } from "#test/engine/spec/client-spec.ts";

const bars = flatBars([100, 101, 102, 103, 104], "AAPL");

const needing = (needs: DataNeeds) =>
  defineStrategy({
    ...{ name: "needing", version: "1.0.0", needs },
    params: { length: int(2, { min: 1, max: 9 }) },
    signal: () => hold(),
  });

const refusal = (field: string, message: RegExp, symbol: string | undefined = "AAPL") =>
  expect.objectContaining({
    code: "bad-bars",
    message: expect.stringMatching(message) as string,
    site: { stage: "data", field: `needs.${field}`, ...(symbol ? { symbol } : {}) },
  }) as Error;

describe("what a strategy needs of its data", () => {
  it.each<[DataNeeds, RegExp]>([
    [{ bars: 6 }, /^too few bars of AAPL: 5; the strategy needs 6 or more$/],
    [{ timeframes: ["15m", "1h"] }, /^bars of AAPL are of 1d; the strategy needs 15m or 1h$/],
  ])("is looked at before a run: %j", (needs, message) => {
    const [field = ""] = Object.keys(needs);
    expect(() => backtest(needing(needs), { bars })).toThrow(refusal(field, message));
  });

  it("counts symbols, bars without a volume, and what is wrong with prices", () => {
    const alone = /^too few symbols: 1; the strategy needs 2 or more$/;
    expect(() => backtest(needing({ symbols: 2 }), { bars })).toThrow(refusal("symbols", alone, ""));
    const quiet = { ...bars, volume: Float64Array.of(1, 1, 1, 0, 1) };
    const silent = /^no volume on 1 of 5 bars of AAPL; the strategy needs volumes, use other data$/;
    expect(() => backtest(needing({ volume: true }), { bars: quiet })).toThrow(refusal("volume", silent));
    const bad = flatBars([100, 101, 10_200, 102, 103], "AAPL");
    const poor = /^quality of AAPL is 0\.\d+, the strategy needs 0.95 or more; mend its data: /;
    expect(() => backtest(needing({ quality: 0.95 }), { bars: bad })).toThrow(refusal("quality", poor));
  });

  it("lets data pass that have all of it, and changes nothing of the run", () => {
    const needs = { bars: 5, symbols: 1, volume: true, quality: 0.5, timeframes: ["1d" as const] };
    expect(backtest(needing(needs), { bars }).manifest.hash).toBe(
      backtest(needing({}), { bars }).manifest.hash,
    );
  });

  it("is looked at before a sweep and before a study begin", async () => {
    const strategy = needing({ bars: 6 });
    const few = refusal("bars", /too few bars of AAPL/);
    expect(() => sweep(strategy, { bars, grid: { length: range(2, 3) } })).toThrow(few);
    await expect(runStudy(studyOf(strategy, { bars, trials: 2 })).next()).rejects.toThrow(few);
  });

  it("is refused where it is none, with the value and the bound", () => {
    expect(() => needing({ quality: 90 })).toThrow(/needs\.quality.*90/);
  });

  it("can be said by the builder and by a spec, too", () => {
    const needs = { bars: 6 };
    const always = above({ series: "close", than: 0 });
    const built = strategyBuilder("built").dataNeeds(needs).entryCondition("always", always).build();
    expect(() => backtest(built, { bars })).toThrow(refusal("bars", /too few bars of AAPL/));
    const spec = parseStrategySpec({ ...smallSpec(), data: { needs } });
    expect(strategyFromSpec(spec).needs).toEqual(needs);
  });
});
