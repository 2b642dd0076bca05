import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  backtest,
  crossesAbove,
  crossesBelow,
  crossover,
  defineSizer,
  defineStrategy,
  exit,
  hold,
  buy,
  noSlippage,
  sell,
  sma,
  ema,
  fixedQuantity,
  percent,
  threshold,
  rsi,
} from "#engine/index.ts";
import { backtestResult } from "#engine/result.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { hasFixtures, needsFixtures, readJsonFixture, realBars } from "#test/arbitraries/fixtures.ts";
import { emaCross, scripted } from "#test/arbitraries/strategies.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

interface SmaCross {
  readonly quantity: number;
  readonly cash: number;
  readonly commission: number;
  readonly trades: readonly (readonly [number, number | null, number, number | null, number, string])[];
  readonly equity?: unknown;
}

const smaCross = defineStrategy({
  name: "sma_cross",
  version: "1.0.0",
  indicators: () => ({ fast: sma({ lengthBars: 10 }), slow: sma({ lengthBars: 20 }) }),
  signal: ({ fast, slow, position }) => {
    if (crossesAbove(fast, slow, "strict")) return buy();
    if (!crossesBelow(fast, slow, "strict")) return hold();
    return position.side === "flat" ? hold() : exit();
  },
});
const smaReversal = defineStrategy({
  name: "sma_reversal",
  version: "1.0.0",
  indicators: () => ({ fast: sma({ lengthBars: 10 }), slow: sma({ lengthBars: 20 }) }),
  signal: ({ fast, slow }) =>
    crossesAbove(fast, slow, "strict") ? buy() : crossesBelow(fast, slow, "strict") ? sell() : hold(),
  execution: { shorts: true },
});

describe.skipIf(!hasFixtures)(
  needsFixtures("trades equal backtesting.py, backtrader and vectorbt (engines/sma-cross)"),
  () => {
    it.each([
      ["AAPL_A", "AAPL_obs_1d", smaCross],
      ["AAPL_D", "AAPL_obs_1d", smaReversal],
      ["SP500_A", "SP500_1d", smaCross],
      ["SP500_D", "SP500_1d", smaReversal],
    ] as const)("%s, trade by trade", (file, series, strategy) => {
      const golden = readJsonFixture<SmaCross & { equity: { i?: number[]; v?: number[] } }>(
        `engines/sma-cross/${file}.json`,
      );
      const result = backtest(strategy, {
        bars: realBars(series),
        capital: golden.cash,
        fees: percent({ pct: 100 * golden.commission }),
        slippage: noSlippage(),
        sizing: fixedQuantity({ units: golden.quantity }),
        execution: { shorts: strategy === smaReversal, borrowRatePct: 0 },
      });
      const ours = result.trades.filter(({ exitBar }) => exitBar !== null);
      const theirs = golden.trades.filter((trade) => trade[5] === "signal");
      expect(ours.length).toBe(theirs.length);
      for (const [index, [entryBar, exitBar, entryPrice, exitPrice, size]] of theirs.entries()) {
        expect(ours[index]).toMatchObject({
          entryBar,
          exitBar,
          entryPrice,
          exitPrice,
          quantity: Math.abs(size),
        });
        expect(ours[index]?.side).toBe(size > 0 ? "long" : "short");
      }
      compareEquity(result.equity, golden);
    });
  },
);

function compareEquity(equity: Float64Array, golden: object): void {
  const samples = Object.entries(golden).find(([name]) =>
    name.toLowerCase().startsWith("equity"),
  )?.[1] as unknown;
  const pairs = Array.isArray(samples) ? (samples as [number, number][]) : [];
  expect(pairs.length).toBeGreaterThan(10);
  for (const [bar, value] of pairs) expectClose(equity[bar], value, 1e-9, `equity ${bar}`);
}

describe("backtest", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 3 });

  it("gives plain data of the declared shape", () => {
    expect(backtestResult.safeParse(backtest(emaCross, { bars })).error).toBeUndefined();
  });

  it("gives the same manifest and result hash for the same inputs, and others for others", () => {
    const first = backtest(emaCross, { bars });
    const again = backtest(emaCross, { bars });
    expect(again.manifest).toEqual(first.manifest);
    expect(again.resultHash).toBe(first.resultHash);
    const other = backtest(emaCross, { bars, params: { fast: 5 } });
    expect(other.manifest.hash).not.toBe(first.manifest.hash);
    expect(other.manifest.codeHash).toBe(first.manifest.codeHash);
    expect(other.resultHash).not.toBe(first.resultHash);
  });

  it("takes the code hash of the source that it is given", () => {
    const { manifest } = backtest(emaCross, { bars, code: "abc" });
    expect(manifest.codeHash).toBe(createHash("sha256").update("abc").digest("hex"));
  });

  it("tells blocks of a user's own apart by their code, and leaves built-in code out", () => {
    const own = (factor: number) =>
      defineSizer({
        ...{ kind: "own", title: "Own", description: "Own", params: z.object({}) },
        size: factor === 1 ? ({ price }) => 1000 / price : ({ price }) => 2000 / price,
      })();
    const [one, two] = [own(1), own(2)].map((sizing) => backtest(emaCross, { bars, sizing }).manifest);
    expect(one?.settingsHash).not.toBe(two?.settingsHash);
    expect(one?.settings["sizing"]).toMatchObject({
      kind: "own",
      code: expect.stringContaining("/ price") as string,
    });
    expect(JSON.stringify(backtest(emaCross, { bars }).manifest.settings)).not.toContain("code");
  });

  it("labels generated prices as synthetic, in the manifest and for charts", () => {
    const { manifest, bars: shown } = backtest(emaCross, { bars });
    expect(manifest.data[0]?.synthetic).toBe(true);
    expect(shown[0]?.synthetic).toBe(true);
  });

  it("opens the account at `from` with indicators already warm, and looks at nothing from `to` on", () => {
    const [from, to] = [bars.openTime[100] ?? NaN, bars.openTime[200] ?? NaN];
    const { time, equity, trades } = backtest(emaCross, { bars, from, to });
    expect([time.length, time[0], time.at(-1)]).toEqual([100, bars.closeTime[100], bars.closeTime[199]]);
    expect(equity[0]).toBe(100_000);
    for (const { entryBar, exitBar } of trades)
      expect([entryBar > 100, (exitBar ?? 0) < 200]).toEqual([true, true]);
  });

  it("gives a generator of the catalogue the same trades as the function it stands for", () => {
    const block = defineStrategy({
      name: "ema_crossover",
      version: "2.0.0",
      indicators: () => ({ fast: ema({ lengthBars: 9 }), slow: ema({ lengthBars: 21 }) }),
      signal: crossover("fast", "slow"),
    });
    expect(backtest(block, { bars }).equity).toEqual(backtest(emaCross, { bars }).equity);
  });

  it("runs a threshold on an indicator's level", () => {
    const strategy = defineStrategy({
      name: "rsi",
      version: "1.0.0",
      indicators: () => ({ strength: rsi({ lengthBars: 5 }) }),
      signal: threshold("strength", { buyBelow: 35, exitAbove: 65 }),
    });
    expect(backtest(strategy, { bars }).trades[0]?.entryReason).toBe("strength at or below 35");
  });

  it("lets a user's exception through as it is, with the symbol and bar on it", () => {
    const broken = defineStrategy({
      name: "broken",
      version: "1.0.0",
      signal: ({ bar }) => {
        if (bar === 7) throw new RangeError("mine");
        return hold();
      },
    });
    let caught: unknown;
    try {
      backtest(broken, { bars });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(RangeError);
    expect((caught as Error).stack).toContain("backtest.test.ts");
    const { line, ...site } = (caught as { site?: { line?: number } }).site ?? {};
    expect(site).toEqual({ stage: "signals", symbol: "SYN", bar: 7, time: bars.closeTime[7] });
    expect((caught as Error).stack).toContain(`backtest.test.ts:${line}:`);
  });

  it.each(["vectorized", "hybrid", "event-driven"] as const)(
    "tells a watch how far it is, and comes to the same bits: %s",
    (mode) => {
      const strategy = defineStrategy({
        ...{ name: "cross", version: "1.0.0", params: {} },
        indicators: () => ({ fast: sma({ lengthBars: 5 }), slow: sma({ lengthBars: 20 }) }),
        signal: crossover("fast", "slow"),
      });
      const shares: number[] = [];
      const watched = backtest(strategy, { bars, mode, watch: (share) => shares.push(share) });
      expect(watched).toEqual(backtest(strategy, { bars, mode }));
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect([shares.length, shares.at(-1)]).toEqual([Math.ceil(300 / 64) + 1, 1]);
    },
  );

  it.each([1, 2])("ends with what its watch throws, over symbols: %i", (symbols) => {
    const all = Array.from({ length: symbols }, (_, at) => ({ ...bars, symbol: `S${at}` }));
    const watch = (share: number): void => {
      if (share > 0.3) throw new RangeError(`enough at ${share < 0.7}`);
    };
    expect(() => backtest(emaCross, { bars: all, watch })).toThrow("enough at true");
  });

  it("counts trades still open at the end apart", () => {
    const { trades, statistics } = backtest(scripted({ 0: "buy" }), { bars: flatBars([10, 10, 12]) });
    expect(trades[0]).toMatchObject({ exitBar: null, exitTime: null, exitPrice: null });
    expect(statistics).toMatchObject({ tradeCount: 0, winRate: null, profitFactor: null });
  });

  it.each([
    [{ capital: 0 }, /invalid capital: 0; use more than 0/],
    [{ params: { fast: 1 } }, /invalid fast: 1; use 2 or more/],
    [{ params: { fast: 2.5 } }, /invalid fast: 2.5; use a whole number/],
    [{ params: JSON.parse('{"speed":1}') as object }, /unknown parameter: speed/],
    [{ bars: [] }, /no bars; give at least one symbol's/],
    [{ bars: [bars, bars] }, /symbol given twice: SYN/],
    [
      { execution: { path: "hopeful" as never } },
      /invalid path: hopeful; use one of pessimistic, nearest-extreme, ohlc/,
    ],
  ])("refuses %j with the remedy", (options, message) => {
    expect(() => backtest(emaCross, { bars, ...options })).toThrow(message);
  });
});
