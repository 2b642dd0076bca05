import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  almgren,
  atrRisk,
  atrStop,
  atrTrailingStop,
  audit,
  backtest,
  cooldown,
  correlationLimit,
  crossover,
  dailyLossLimit,
  defineStrategy,
  ema,
  equalWeight,
  fees,
  fixedBps,
  fixedDollar,
  fixedFraction,
  fixedQuantity,
  estimatedSpread,
  halfSpread,
  ibkrFixed,
  ibkrFx,
  ibkrOptions,
  ibkrTiered,
  kelly,
  maxDrawdown,
  maxExposure,
  maxOpenPositions,
  maxPosition,
  noFees,
  noShorts,
  noSlippage,
  percent,
  regimeFilter,
  riskParity,
  rsi,
  rules,
  sizers,
  slippage,
  sma,
  squareRoot,
  stopLoss,
  takeProfit,
  threshold,
  timeStop,
  trailingStop,
  universeMembers,
  usRegulatory,
  volatilityTarget,
  volumeLimit,
  type BacktestOptions,
  type Bars,
  type BacktestResult,
} from "#engine/index.ts";
import { paths } from "#engine/execution/paths/catalogue.ts";
import { arbitraryBars, ledgerGap, scaledBars } from "#test/arbitraries/bars.ts";
import { arbitraryOrders, toldByBar, type RelativeSignal } from "#test/arbitraries/orders.ts";
import { arbitraryStrategy } from "#test/arbitraries/strategies.ts";

const settings = { seed: 23, numRuns: 40 };
const oneSymbol = arbitraryBars({ minLength: 5, maxLength: 80 });
const other = arbitraryBars({ minLength: 5, maxLength: 80 }, "OTHER");

const SIZERS = [
  ...[fixedFraction(), fixedQuantity({ units: 30 }), fixedDollar({ value: 20_000 }), equalWeight()],
  ...[kelly({ minTrades: 2 }), volatilityTarget({ lookbackBars: 5 }), atrRisk({ lookbackBars: 3 })],
  riskParity({ lookbackBars: 5 }),
  riskParity({ lookbackBars: 5, weights: "inverse-volatility" }),
];
const RULES = [
  ...[stopLoss({ pct: 1 }), takeProfit({ pct: 1 }), trailingStop({ pct: 1 }), atrStop({ lookbackBars: 3 })],
  atrTrailingStop({ lookbackBars: 3, multiple: 1 }),
  ...[timeStop({ bars: 3 }), maxPosition({ pct: 40 }), maxExposure({ totalPct: 80, netPct: 50 })],
  ...[maxOpenPositions({ count: 1 }), correlationLimit({ lookbackBars: 5 }), maxDrawdown({ pct: 5 })],
  ...[dailyLossLimit({ pct: 1 }), cooldown({ bars: 2 }), volumeLimit({ lookbackBars: 2 }), noShorts()],
  regimeFilter({ blocked: ["bear"], trendBars: 5 }),
  maxDrawdown({ pct: 2, onBreach: "liquidate", resumeAfterDays: 5 }),
  dailyLossLimit({ pct: 0.5, onBreach: "liquidate" }),
  universeMembers({ members: [{ symbol: "TEST", from: 0 }] }),
];
const FEES = [
  ibkrFixed(),
  ibkrTiered({ regulatory: true, passThrough: true }),
  ibkrFx(),
  ibkrOptions(),
  usRegulatory(),
  percent(),
  noFees(),
];
const SLIPPAGE = [
  fixedBps(),
  halfSpread(),
  estimatedSpread({ lookbackBars: 3 }),
  squareRoot({ lookbackBars: 3 }),
  almgren({ lookbackBars: 3 }),
  noSlippage(),
];

const arbitraryOptions: fc.Arbitrary<Omit<BacktestOptions, "bars" | "params">> = fc
  .record({
    sizing: fc.constantFrom(...SIZERS),
    risk: fc.subarray(RULES, { maxLength: 4 }),
    fees: fc.constantFrom(...FEES),
    slippage: fc.constantFrom(...SLIPPAGE),
    path: fc.constantFrom(...paths.blocks.map(({ kind }) => kind as "pessimistic")),
    tick: fc.constantFrom(0, 0.01, 0.05),
    participation: fc.option(fc.constantFrom(1e-5, 1e-4, 0.1), { nil: undefined }),
    leverage: fc.constantFrom(1, 1, 2),
    flags: fc.record({ resizeAtFill: fc.boolean(), closeAtEnd: fc.boolean() }),
    fillAt: fc.constantFrom("next-open" as const, "next-open" as const, "on-close" as const),
  })
  .map(({ path, tick, participation, leverage, flags, fillAt, ...blocks }) => ({
    ...blocks,
    execution: {
      ...{ path, leverage, fillAt, ...flags, shorts: true, instrument: { tick } },
      ...(participation === undefined ? {} : { participation }),
    },
  }));

/** Whatever is not the same on purpose: how a run was walked. */
const bits = ({ resultHash, manifest, statistics, warnings, execution }: BacktestResult) => ({
  ...{ resultHash, manifest, statistics, warnings, execution },
});

describe("over random markets, orders and every block of the catalogues", () => {
  it("the catalogues hold nothing that is not tried here", () => {
    const kinds = (blocks: readonly { readonly kind: string }[]) => [
      ...new Set(blocks.map(({ kind }) => kind).sort()),
    ];
    expect(kinds(FEES)).toEqual(kinds(fees.blocks));
    expect(kinds(SLIPPAGE)).toEqual(kinds(slippage.blocks));
    expect(kinds(SIZERS)).toEqual(kinds(sizers.blocks));
    expect(kinds(RULES)).toEqual(kinds(rules.blocks));
  });

  it("every bar's equity is the capital and the sum of the ledgers, to 1e-9", () => {
    const law = fc.property(arbitraryOrders, arbitraryOptions, oneSymbol, other, (orders, options, a, b) => {
      expect(ledgerGap(backtest(toldByBar(orders), { bars: [a, b], ...options }))).toBeLessThan(1e-9);
    });
    fc.assert(law, { ...settings, numRuns: 150 });
  });

  it("no fill is outside its bar but for slippage, nor a limit worse than its price", () => {
    const law = fc.property(arbitraryOrders, arbitraryOptions, oneSymbol, (orders, options, bars) => {
      // What is added later makes an entry's price one of several bars.
      const once = entriesOf(orders).map(([bar, { action, order, bracket }]): Said => [
        bar,
        { action, order, bracket },
      ]);
      const { trades } = backtest(toldByBar(scriptOf(once)), {
        bars,
        ...options,
        slippage: noSlippage(),
        fees: noFees(),
      });
      for (const { entryBar, entryPrice, exitBar, exitPrice } of trades) {
        const slack = options.execution?.participation === undefined ? 0.05 : Infinity;
        inside(bars, entryBar, entryPrice, slack);
        if (exitBar !== null) inside(bars, exitBar, exitPrice ?? NaN, slack);
      }
    });
    fc.assert(law, settings);
  });

  it("taking off and adding never turn a position round", () => {
    const law = fc.property(arbitraryOrders, arbitraryOptions, oneSymbol, (orders, options, bars) => {
      const long = entriesOf(orders).map(([bar, said]): Said => [
        bar,
        { ...said, action: said.action === "sell" ? "buy" : said.action, rebalance: { bandPct: 0 } },
      ]);
      const result = backtest(toldByBar(scriptOf(long)), { bars, ...options });
      expect(result.trades.map(({ side }) => side)).not.toContain("short");
    });
    fc.assert(law, settings);
  });

  it("two runs, and the event-driven one, are bit-identical", () => {
    const law = fc.property(arbitraryOrders, arbitraryOptions, oneSymbol, (orders, options, bars) => {
      const run = (mode: "auto" | "event-driven" | "hybrid") =>
        bits(backtest(toldByBar(orders), { bars, ...options, mode }));
      expect(run("event-driven")).toEqual(run("hybrid"));
      expect(run("auto")).toEqual(run("auto"));
    });
    fc.assert(law, settings);
  });

  it("vectorized is hybrid is event-driven, bit for bit", () => {
    const quiet = RULES.filter(({ rests }) => rests === false);
    const signals = [
      crossover("fast", "slow"),
      crossover("fast", "slow", { rule: "strict" }),
      threshold("level", { buyBelow: 40, exitAbove: 60 }),
    ];
    const law = fc.property(
      fc.constantFrom(...signals),
      fc.subarray(quiet, { maxLength: 3 }),
      arbitraryOptions,
      oneSymbol,
      (signal, risk, options, bars) => {
        const strategy = defineStrategy({
          ...{ name: "declared", version: "1.0.0", signal },
          indicators: () => ({
            ...{ fast: ema({ lengthBars: 2 }), slow: sma({ lengthBars: 4 }), level: rsi({ lengthBars: 3 }) },
          }),
        });
        const walked = (["auto", "vectorized", "hybrid", "event-driven"] as const).map((mode) =>
          backtest(strategy, { bars: [bars, { ...bars, symbol: "TWIN" }], ...options, risk, mode }),
        );
        expect(walked.map(({ mode }) => mode)).toEqual([
          "vectorized",
          "vectorized",
          "hybrid",
          "event-driven",
        ]);
        for (const result of walked) expect(bits(result)).toEqual(bits(walked[0] as BacktestResult));
      },
    );
    fc.assert(law, settings);
  });

  it("nothing leaks: the audit finds every prefix the same", () => {
    const law = fc.property(arbitraryOrders, arbitraryOptions, oneSymbol, (orders, options, bars) => {
      const execution = { ...options.execution, closeAtEnd: false };
      expect(audit(toldByBar(orders), { bars, ...options, execution }).verdict).toBe("causal");
    });
    fc.assert(law, { ...settings, numRuns: 25 });
  });

  it("a split of 2:1 in raw prices leaves equity the same, whatever the strategy, its sizes, rules and orders", () => {
    const law = fc.property(
      fc.oneof(arbitraryStrategy, arbitraryOrders.map(toldByBar)),
      fc.record({
        sizing: fc.constantFrom(...SIZERS.filter(({ kind }) => kind !== "fixed-quantity")),
        risk: fc.option(fc.subarray(RULES, { maxLength: 3 }), { nil: undefined }),
        participation: fc.option(fc.constantFrom(1e-4, 0.1), { nil: undefined }),
        resizeAtFill: fc.boolean(),
      }),
      oneSymbol,
      other,
      fc.integer({ min: 1, max: 60 }),
      (strategy, { sizing, risk, participation, resizeAtFill }, bars, beside, at) => {
        // Lots so small that a count of shares is as good as any other.
        const execution = {
          ...{ shorts: true, resizeAtFill, instrument: { tick: 0, lot: 1e-7 } },
          ...(participation === undefined ? {} : { participation }),
        };
        const options = {
          ...{ fees: noFees(), slippage: squareRoot({ lookbackBars: 3 }), sizing, execution },
          ...(risk === undefined ? {} : { risk }),
        };
        const bar = Math.min(at, bars.close.length - 1);
        const exTime = bars.openTime[bar] ?? NaN;
        const corporateActions = [{ type: "split" as const, symbol: "TEST", exTime, ratio: 2 }];
        const whole = backtest(strategy, { bars: [bars, beside], ...options });
        const raw = splitFrom(bars, bar);
        const split = backtest(strategy, { bars: [raw, beside], ...options, corporateActions });
        for (const [row, equity] of whole.equity.entries())
          expect(Math.abs((split.equity[row] ?? NaN) - equity)).toBeLessThan(0.01);
      },
    );
    fc.assert(law, { ...settings, numRuns: 50 });
  });

  it("a short gains what a long loses on mirrored prices, without costs", () => {
    const law = fc.property(oneSymbol, fc.integer({ min: 1, max: 9 }), (bars, stop) => {
      const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) };
      const bracket = { stopDistance: stop / 10 };
      const execution = { shorts: true, borrowRatePct: 0 };
      const mirror = (column: Float64Array) => column.map((price) => Math.round((200 - price) * 1e8) / 1e8);
      const turned = {
        ...bars,
        open: mirror(bars.open),
        high: mirror(bars.low),
        low: mirror(bars.high),
        close: mirror(bars.close),
      };
      const long = backtest(toldByBar({ 0: { action: "buy", bracket } }), { bars, ...free, execution });
      const short = backtest(toldByBar({ 0: { action: "sell", bracket } }), {
        bars: turned,
        ...free,
        execution,
      });
      expect(short.trades.map(({ exitBar }) => exitBar)).toEqual(long.trades.map(({ exitBar }) => exitBar));
      for (const [row, equity] of long.equity.entries()) expect(short.equity[row]).toBeCloseTo(equity, 6);
    });
    fc.assert(law, settings);
  });

  it("scaling prices and capital together scales equity, whatever the orders", () => {
    const law = fc.property(arbitraryOptions, oneSymbol, (options, bars) => {
      const strategy = toldByBar({ 1: { action: "buy" }, 4: { action: "exit" }, 6: { action: "sell" } });
      const execution = { ...options.execution, instrument: { tick: 0 } };
      const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedFraction({ fraction: 0.5 }) };
      const base = backtest(strategy, { bars, ...options, ...free, execution });
      const scaled = backtest(strategy, {
        bars: scaledBars(bars, 4),
        ...options,
        ...free,
        execution,
        capital: 400_000,
      });
      for (const [row, equity] of base.equity.entries())
        expect(Math.abs((scaled.equity[row] ?? NaN) / equity - 4)).toBeLessThan(1e-6);
    });
    fc.assert(law, settings);
  });
});

type Said = readonly [bar: string, signal: RelativeSignal];
const entriesOf = (script: Readonly<Record<number, RelativeSignal>>): Said[] => Object.entries(script);
const scriptOf = (said: readonly Said[]): Readonly<Record<number, RelativeSignal>> =>
  Object.fromEntries<RelativeSignal>(said);

/** The same market in raw prices of a company that splits its shares 2:1 before a bar. */
function splitFrom(bars: Bars, bar: number): Bars {
  const times = (column: Float64Array, ratio: number): Float64Array =>
    column.map((value, row) => (row < bar ? value : value * ratio));
  const { open, high, low, close, volume } = bars;
  return {
    ...bars,
    ...{ open: times(open, 0.5), high: times(high, 0.5), low: times(low, 0.5), close: times(close, 0.5) },
    volume: times(volume, 2),
  };
}

function inside(bars: Bars, bar: number, price: number, slack: number): void {
  expect(price).toBeGreaterThanOrEqual((bars.low[bar] ?? NaN) - slack - 1e-9);
  expect(price).toBeLessThanOrEqual((bars.high[bar] ?? NaN) + slack + 1e-9);
}
