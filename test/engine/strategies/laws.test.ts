import { describe, expect, it } from "vitest";
import { audit, backtest, syntheticMarket, syntheticUniverse, type Bars } from "#engine/index.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

const universe = syntheticUniverse({ symbols: 8, bars: 420, seed: 9 }).map(({ bars }) => bars);
const quarters = intradayBars(dayOf(2024, 10, 1), dayOf(2024, 11, 15));
const kinds = ["trending", "falling", "gappy", "volatile", "illiquid", "flat"] as const;

/** Bars on which a strategy has something to do. */
function barsFor(kind: string): Bars | readonly Bars[] {
  if (kind === "opening-range-breakout") return quarters;
  if (kind === "rank-rotation") return universe;
  if (kind === "pairs") return universe.slice(0, 2);
  return ["gap-fade", "bollinger-reversion"].includes(kind)
    ? syntheticMarket({ kind: "gappy", bars: 420 })
    : (universe[0] ?? quarters);
}

describe.each(strategies.blocks.map((block) => [block.kind, block] as const))("%s", (kind, { strategy }) => {
  const bars = barsFor(kind);

  it("trades, and twice the same", () => {
    const [first, again] = [backtest(strategy, { bars }), backtest(strategy, { bars })];
    expect(first.trades.length).toBeGreaterThan(0);
    expect([again.resultHash, again.manifest.hash]).toEqual([first.resultHash, first.manifest.hash]);
  });

  it("is causal", () => {
    expect(audit(strategy, { bars })).toMatchObject({ verdict: "causal" });
  });

  it.each(kinds)("survives a %s market with its ledgers in order", (market) => {
    const { equity, ledgers } = backtest(strategy, {
      bars: syntheticMarket({ kind: market, bars: 300, seed: 3 }),
    });
    const parts = Object.values(ledgers).reduce((sum, column) => sum + (column.at(-1) ?? NaN), 100_000);
    expect(Math.abs(parts / (equity.at(-1) ?? NaN) - 1)).toBeLessThan(1e-9);
  });

  it("stands on its own in a catalogue: kind, words, described parameters", () => {
    const { params, description } = strategies.find(kind);
    expect(description.length).toBeGreaterThan(20);
    expect(strategy.prepare({}).params).toEqual(params.parse({}));
  });
});
