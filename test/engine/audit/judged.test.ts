import { describe, expect, it } from "vitest";
import { audit, backtest, syntheticMarket, type BacktestResult } from "#engine/index.ts";
import { judged, ownVerdict } from "#engine/audit/judged.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const options = { bars: syntheticMarket({ kind: "trending", bars: 80, seed: 2 }) };
const result = judged(backtest(emaCross, options), audit(emaCross, options));

describe("a judged result", () => {
  it("has its verdict in the manifest, whose hash stays", () => {
    expect(result.manifest.audit?.verdict).toBe("causal");
    expect(result.manifest.hash).toBe(backtest(emaCross, options).manifest.hash);
    expect(ownVerdict(result)).toBe(result.audit);
    const { audit: seal } = result.manifest;
    const sent = JSON.parse(
      JSON.stringify({ audit: result.audit, manifest: result.manifest }),
    ) as typeof result;
    expect(sent.manifest.audit).toEqual(seal);
    expect(ownVerdict(sent)?.verdict).toBe("causal");
  });

  it("shows where a verdict was set by hand", () => {
    const verdict = "leaks" as const;
    const { manifest } = result;
    const cuts = { ...result, audit: { verdict: "causal" as const, cuts: 10_000 } };
    const finding: BacktestResult = { ...result, audit: { verdict, cuts: 1 } };
    const other = { ...result, manifest: { ...manifest, hash: "0".repeat(64) } };
    const bare = backtest(emaCross, options).manifest;
    for (const changed of [cuts, finding, other, { ...result, manifest: bare }])
      expect(ownVerdict(changed)).toBeUndefined();
  });
});
