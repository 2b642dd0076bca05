import { describe, expect, it } from "vitest";
import {
  backtest,
  defineSizer,
  kelly,
  percent,
  rerun,
  squareRoot,
  stopLoss,
  syntheticMarket,
  trailingStop,
  z,
} from "#engine/index.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "volatile", bars: 300, seed: 4 });
const options = {
  ...{ bars, capital: 50_000, params: { fast: 5 }, from: bars.openTime[30] ?? 0, seed: 7 },
  ...{ fees: percent(), slippage: squareRoot(), sizing: kelly() },
  risk: [stopLoss({ pct: 3 }), trailingStop({ pct: 5 })],
  execution: { path: "nearest-extreme", participation: 0.1 } as const,
};
const result = backtest(emaCross, options);
// As it comes out of a file or a database.
const stored = JSON.parse(JSON.stringify(result.manifest)) as typeof result.manifest;

describe("rerun", () => {
  it("gives the same bits from the manifest, the bars and the strategy", () => {
    const again = rerun(stored, { bars, strategy: emaCross });
    expect([again.resultHash, again.manifest.hash]).toEqual([result.resultHash, result.manifest.hash]);
    expect(again.trades.length).toBeGreaterThan(3);
    const found = rerun(stored, {
      bars,
      strategy: (name) => (name === "ema_crossover" ? emaCross : undefined),
    });
    expect(found.resultHash).toBe(result.resultHash);
  });

  it("needs a user's own blocks, with the same code", () => {
    const own = defineSizer({
      ...{ kind: "own", title: "Own", description: "Own", params: z.object({ units: z.number() }) },
      size: (_request, { units }) => units,
    });
    const { manifest, resultHash } = backtest(emaCross, { bars, sizing: own({ units: 5 }) });
    expect(() => rerun(manifest, { bars, strategy: emaCross })).toThrow(
      /unknown block of the user's own: own/,
    );
    expect(rerun(manifest, { bars, strategy: emaCross, blocks: [own] }).resultHash).toBe(resultHash);
  });

  it("names what is not that of the manifest", () => {
    const other = syntheticMarket({ kind: "volatile", bars: 300, seed: 5 });
    const from =
      (changes: object, given: object = {}) =>
      () =>
        rerun({ ...stored, ...changes }, { bars, strategy: emaCross, ...given });
    expect(from({}, { bars: other })).toThrow(/different data of SYN: .*; use the same bars/);
    expect(from({}, { bars: { ...bars, symbol: "OTHER" } })).toThrow(/no bars for SYN/);
    expect(from({}, { code: "changed" })).toThrow(/different codeHash/);
    expect(from({}, { strategy: () => undefined })).toThrow(/unknown strategy: ema_crossover 2.0.0/);
    expect(from({ engineVersion: "0.0.0" })).toThrow(/different engine/);
    expect(from({ params: { fast: 6, slow: 21 } })).toThrow(/different manifest: .*changed by hand/);
    expect(from({ settings: { ...stored.settings, capital: 1 } })).toThrow(/different settingsHash/);
    const execution = { ...(stored.settings["execution"] as object), path: { kind: "ohlc", version: 9 } };
    expect(from({ settings: { ...stored.settings, execution } })).toThrow(/different version of path ohlc/);
    expect(from({ version: 2 })).toThrow(/invalid version: 2/);
  });
});
