import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  exit,
  fixedFraction,
  fixedQuantity,
  ibkrFixed,
  noFees,
  noSlippage,
  sell,
  type BacktestOptions,
  type BacktestResult,
  type CorporateAction,
  type Signal,
} from "#engine/index.ts";
import { barsOf, flatBars, ledgerGap, type Ohlc } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) };

function run(
  script: Readonly<Record<number, Signal>>,
  options: Omit<BacktestOptions, "params">,
): BacktestResult {
  const result = backtest(told(script), { ...free, ...options });
  expect(ledgerGap(result, options.capital)).toBeLessThan(1e-9);
  return result;
}

describe("participation", () => {
  const thin = { ...flatBars([100, 100, 100, 100, 100]), volume: new Float64Array(5).fill(8) };
  const execution = { participation: 0.5 };

  it("caps each bar's fills; the remainder rests, as one order whose fee minimum is paid once", () => {
    const {
      trades,
      ledgers,
      warnings,
      execution: report,
    } = run({ 0: buy() }, { bars: thin, execution, fees: ibkrFixed() });
    expect(trades).toMatchObject([{ entryBar: 1, quantity: 10 }]);
    expect(ledgers.fees.at(-1)).toBe(-1);
    expect(report).toMatchObject({ fills: 3, participation: 0.5 });
    expect(warnings).toEqual([expect.stringMatching(/^2 fills cut to the participation cap; first: TEST/)]);
  });

  it("tries a limit that it leaves nothing of once in a bar: at the open, and not inside it again", () => {
    const none = { ...flatBars([100, 100, 100, 100]), volume: Float64Array.from([8, 0, 20, 20]) };
    const signal = buy({ order: { type: "limit", price: 101 } });
    const { trades, warnings } = run({ 0: signal }, { bars: none, execution });
    expect(trades).toMatchObject([{ entryBar: 2, quantity: 10 }]);
    expect(warnings).toEqual([
      expect.stringMatching(/^1 fill cut to the participation cap: .* from 10 to 0$/),
    ]);
  });

  it("cancels the remainder of an immediate-or-cancel order, and says so", () => {
    const signal = buy({ order: { type: "market", timeInForce: "ioc" } });
    const { trades, warnings } = run({ 0: signal }, { bars: thin, execution });
    expect(trades).toMatchObject([{ quantity: 4 }]);
    expect(warnings[1]).toMatch(
      /^1 order not filled at once and cancelled: market of TEST .* after 4 of 10$/,
    );
  });

  it("lets a stop's remainder go to the market at the next open", () => {
    const rows: Ohlc[] = [
      ...Array.from({ length: 4 }, (): Ohlc => [100, 100, 100, 100]),
      [100, 100, 94, 96],
      [93, 93, 93, 93],
      [92, 92, 92, 92],
    ];
    const bars = { ...barsOf(rows), volume: Float64Array.from([8, 8, 8, 8, 8, 8, 8]) };
    const { trades, execution: report } = run(
      { 0: buy({ bracket: { stopPrice: 95 } }) },
      { bars, execution },
    );
    expect(trades[0]).toMatchObject({ exitBar: 6, exitPrice: (4 * 95 + 4 * 93 + 2 * 92) / 10 });
    expect(report?.fills).toBe(6);
  });

  it("works an exit off without ordering it twice", () => {
    const script = { 0: buy(), 4: exit(), 5: exit(), 6: exit() };
    const bars = { ...flatBars(new Array<number>(9).fill(100)), volume: new Float64Array(9).fill(8) };
    const { trades, execution: report } = run(script, { bars, execution, fees: ibkrFixed() });
    expect(trades).toMatchObject([{ quantity: 10, exitBar: 7 }]);
    expect(report?.fills).toBe(6);
    expect(trades[0]?.fees).toBe(2);
  });
});

describe("sizes at the fill", () => {
  it("keep the value that was asked for where `resizeAtFill` says so", () => {
    const bars = flatBars([100, 50, 50]);
    const { trades } = run({ 0: buy() }, { bars, execution: { resizeAtFill: true } });
    expect(trades[0]?.quantity).toBe(20);
  });
});

describe("the on-close profile", () => {
  it("fills at the deciding close, and every report says so", () => {
    const bars = barsOf([
      [100, 101, 99, 101],
      [105, 106, 104, 105],
    ]);
    const { trades, warnings, execution, time } = run(
      { 0: buy() },
      { bars, execution: { fillAt: "on-close" } },
    );
    expect(trades[0]).toMatchObject({ entryBar: 0, entryPrice: 101, entryTime: time[0] });
    expect(execution?.fillsAtClose).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(/^fills at the close that decided them/)]);
  });
});

describe("the end of the data", () => {
  it("closes what is open at the last close where asked", () => {
    const { trades, equity } = run(
      { 0: buy() },
      { bars: flatBars([100, 100, 110]), execution: { closeAtEnd: true } },
    );
    expect(trades).toMatchObject([{ exitBar: 2, exitPrice: 110, exitReason: "end of data" }]);
    expect(equity.at(-1)).toBe(100_100);
  });
});

describe("borrow", () => {
  it("costs 102 % of the value by rate over 360 days, weekends too", () => {
    // Decided on Monday 2016-01-04, short from Tuesday: three nights to Friday, three more to Monday.
    const bars = flatBars(new Array<number>(6).fill(100));
    const execution = { shorts: true, borrowRatePct: 3.6 };
    const { ledgers } = run({ 0: sell() }, { bars, execution });
    const perDay = 10 * 100 * 1.02 * 0.0001;
    const paid = [...ledgers.financing].map((value) => Math.abs(Math.round(value / perDay)));
    expect(paid).toEqual([0, 0, 1, 2, 3, 6]);
  });
});

describe("cash", () => {
  it("earns what its rate says, weekends too, but for what a short brought in; in every mode the same", () => {
    const bars = flatBars(new Array<number>(6).fill(100));
    const cashRatePct = 3.6;
    const idle = run({}, { bars, execution: { cashRatePct }, capital: 10_000 });
    const days = [...idle.ledgers.financing].map((value) => Math.round(value));
    expect(days).toEqual([0, 1, 2, 3, 4, 7]);
    const execution = { shorts: true, borrowRatePct: 0, cashRatePct };
    const modes = (["hybrid", "event-driven"] as const).map((mode) =>
      run({ 0: sell() }, { bars, execution, capital: 10_000, mode }),
    );
    // Ten sold at 100 bring in 1,000, which stay with the lender.
    for (const { ledgers } of modes) expect(ledgers.financing.at(-1)).toBeCloseTo(7, 1);
    expect(modes[0]?.resultHash).toBe(modes[1]?.resultHash);
  });
});

describe("leverage", () => {
  it("buys on margin, whose debit cash pays interest", () => {
    const execution = { leverage: 2, marginRatePct: 3.6 };
    const bars = flatBars([100, 100, 100]);
    const sizing = fixedQuantity({ units: 20 });
    const { trades, ledgers } = run({ 0: buy() }, { bars, execution, sizing, capital: 1000 });
    expect(trades[0]?.quantity).toBe(20);
    expect(ledgers.financing.at(-1)).toBeCloseTo(-1000 * 0.0001, 12);
  });

  it("buys no more than its multiple of equity", () => {
    const sizing = fixedQuantity({ units: 50 });
    const { trades } = run(
      { 0: buy() },
      { bars: flatBars([100, 100]), execution: { leverage: 2 }, sizing, capital: 1000 },
    );
    expect(trades[0]?.quantity).toBe(20);
  });

  it("is called in where equity falls below the maintenance margin", () => {
    const execution = { leverage: 4, marginRatePct: 0 };
    const bars = flatBars([100, 100, 90, 80, 78]);
    const sizing = fixedQuantity({ units: 40 });
    const { trades, warnings } = run({ 0: buy() }, { bars, execution, sizing, capital: 1000 });
    expect(trades).toMatchObject([{ exitBar: 3, exitPrice: 80, exitReason: "margin call" }]);
    expect(warnings).toEqual(["1 position closed by a margin call: TEST"]);
  });
});

describe("dividends", () => {
  const bars = flatBars([100, 100, 99, 99, 99]);
  const dividend = (payBar?: number): CorporateAction => ({
    ...{ type: "dividend", symbol: "TEST", exTime: bars.openTime[2] ?? NaN, amount: 1 },
    ...(payBar === undefined ? {} : { payTime: bars.openTime[payBar] ?? NaN }),
  });

  it("belong to the holder of the close before, in cash where no pay date is known", () => {
    const { ledgers, equity } = run({ 0: buy() }, { bars, corporateActions: [dividend()] });
    expect([...ledgers.dividends]).toEqual([0, 0, 10, 10, 10]);
    expect(equity[2]).toBe(100_000);
    // Bought at the ex-date's open: not entitled.
    expect(run({ 1: buy() }, { bars, corporateActions: [dividend()] }).ledgers.dividends.at(-1)).toBe(0);
  });

  it("are a receivable until they are paid, even if the shares are gone by then", () => {
    const script = { 0: buy(), 2: exit() };
    const { equity, ledgers } = run(script, { bars, corporateActions: [dividend(4)] });
    expect([equity[2], equity.at(-1), ledgers.dividends.at(-1)]).toEqual([100_000, 100_000, 10]);
    // Cash that has not come yet buys nothing.
    const poor = {
      bars,
      capital: 1000,
      corporateActions: [dividend(4)],
      sizing: fixedQuantity({ units: 10 }),
    };
    expect(run({ 0: buy(), 2: exit(), 3: buy() }, poor).trades.at(-1)?.quantity).toBe(10);
  });

  it("arrive each on its own day", () => {
    const [early, late] = [dividend(3), dividend(4)];
    const broke = {
      bars,
      capital: 1000,
      corporateActions: [late, early],
      sizing: fixedQuantity({ units: 10 }),
    };
    expect([...run({ 0: buy() }, broke).ledgers.dividends]).toEqual([0, 0, 20, 20, 20]);
  });

  it("are owed by shorts", () => {
    const execution = { shorts: true, borrowRatePct: 0 };
    const { ledgers } = run({ 0: sell() }, { bars, corporateActions: [dividend()], execution });
    expect(ledgers.dividends.at(-1)).toBe(-10);
  });
});

describe("a split", () => {
  const whole = flatBars([100, 100, 100, 110, 110, 120]);
  const halved = { ...flatBars([100, 100, 50, 55, 55, 60]), symbol: "TEST" };
  const split = (ratio: number): CorporateAction => ({
    ...{ type: "split", symbol: "TEST", exTime: whole.openTime[2] ?? NaN, ratio },
  });

  it("of 2:1 leaves equity, profit and excursions as they are", () => {
    const script = { 0: buy(), 4: exit() };
    const before = run(script, { bars: whole });
    const after = run(script, { bars: halved, corporateActions: [split(2)] });
    expect(after.equity).toEqual(before.equity);
    expect(after.trades).toMatchObject([
      { quantity: 20, entryPrice: 50, exitPrice: 60, pnl: 200, mfe: 10, mae: 0 },
    ]);
  });

  it("moves stops, targets and resting orders with the price", () => {
    const bracketed = buy({ bracket: { stopPct: 20, targetPct: 8, trailPct: 30 } });
    const { trades } = run({ 0: bracketed }, { bars: halved, corporateActions: [split(2)] });
    expect(trades).toMatchObject([{ exitBar: 3, exitPrice: 55, exitReason: "target at 54, gapped to 55" }]);
    const limit = buy({ order: { type: "limit", price: 90 } });
    const fallen = flatBars([100, 100, 50, 44, 44, 44]);
    const entered = run({ 0: limit }, { bars: fallen, corporateActions: [split(2)] });
    expect(entered.trades).toMatchObject([{ entryBar: 3, entryPrice: 44, quantity: 20 }]);
  });

  it("pays fractions in cash at the close before, without a fee", () => {
    const third = flatBars([100, 100, 40, 40, 40, 40]);
    const { trades, equity, ledgers } = run(
      { 0: buy() },
      { bars: third, corporateActions: [split(2.5)], sizing: fixedQuantity({ units: 3 }), fees: ibkrFixed() },
    );
    // 3 shares become 7.5: half a share at 40 is paid out.
    expect(trades[0]).toMatchObject({ quantity: 7.5, exitBar: null });
    expect([equity.at(-1), ledgers.fees.at(-1)]).toEqual([99_999, -1]);
  });
});

describe("the bounds", () => {
  it("run the worst and the best path, and say how much rests on it", () => {
    const rows: Ohlc[] = [
      [100, 100, 100, 100],
      [100, 101, 99, 100],
      [100, 112, 94, 105],
    ];
    const signal = buy({ bracket: { stopPrice: 95, targetPrice: 110 } });
    const { trades, execution } = run({ 0: signal }, { bars: barsOf(rows), execution: { path: "bounds" } });
    expect(trades[0]?.exitPrice).toBe(95);
    expect(execution).toMatchObject({
      ...{ path: "bounds", ambiguousBars: 1, ambiguousPnlShare: 1 },
      bounds: { worst: 99_950, best: 100_100 },
    });
  });

  it("hold the pessimist's account as the worst and the optimist's as the best, close by close", () => {
    const signal = buy({ bracket: { stopPrice: 95, targetPrice: 110 } });
    const law = (closes: readonly Ohlc[]): void => {
      const by = (path: "bounds" | "pessimistic" | "optimistic") =>
        run({ 0: signal }, { bars: barsOf([[100, 100, 100, 100], ...closes]), execution: { path } });
      const { bounds, equity } = by("bounds");
      const pessimist = by("pessimistic");
      expect(pessimist.bounds).toBeUndefined();
      expect(bounds?.worst).toEqual(pessimist.equity);
      expect(bounds?.worst).toEqual(equity);
      expect(bounds?.best).toEqual(by("optimistic").equity);
      expect(bounds?.worst.at(-1)).toBeLessThanOrEqual(bounds?.best.at(-1) ?? NaN);
    };
    const price = fc.integer({ min: 90, max: 115 });
    const row = fc
      .tuple(price, price, price, price)
      .map(([a, b, c, d]): Ohlc => [a, Math.max(a, b, c, d), Math.min(a, b, c, d), d]);
    fc.assert(fc.property(fc.array(row, { minLength: 3, maxLength: 12 }), law), { numRuns: 60, seed: 8 });
  });
});

describe("the lower timeframe", () => {
  const rows: Ohlc[] = [
    [100, 100, 100, 100],
    [100, 101, 99, 100],
    [100, 112, 94, 105],
  ];
  const daily = barsOf(rows);
  const open = daily.openTime[2] ?? NaN;
  const hours = (prices: readonly Ohlc[]) => {
    const fine = barsOf(prices);
    const openTime = Float64Array.from(prices, (_, hour) => open + hour * 3_600_000);
    const closeTime = openTime.map((time) => time + 3_600_000);
    return { ...fine, timeframe: "1h" as const, openTime, closeTime, availableAt: closeTime };
  };
  const signal = buy({ bracket: { stopPrice: 95, targetPrice: 110 } });
  const execution = { path: "lower-timeframe" } as const;

  it("decides by the finer bars which level came first", () => {
    const up = hours([
      [100, 112, 100, 111],
      [111, 112, 94, 105],
    ]);
    expect(run({ 0: signal }, { bars: daily, execution, finerBars: up }).trades[0]?.exitPrice).toBe(110);
    const down = hours([
      [100, 101, 94, 96],
      [96, 112, 96, 105],
    ]);
    expect(run({ 0: signal }, { bars: daily, execution, finerBars: [down] }).trades[0]?.exitPrice).toBe(95);
  });

  it("fills a gap between finer bars at the finer open", () => {
    const gap = hours([
      [100, 101, 99, 100],
      [93, 112, 92, 105],
    ]);
    expect(run({ 0: signal }, { bars: daily, execution, finerBars: gap }).trades[0]?.exitPrice).toBe(93);
  });

  it("is pessimistic where finer bars are missing", () => {
    expect(run({ 0: signal }, { bars: daily, execution }).trades[0]?.exitPrice).toBe(95);
  });
});

describe("orders that cash does not pay for", () => {
  const all = (open: number) => {
    const rows: Ohlc[] = [
      [100, 100, 100, 100],
      [open, open, open, open],
    ];
    return run({ 0: buy() }, { bars: barsOf(rows), sizing: fixedFraction({ fraction: 1 }) });
  };

  it("are counted, and warned of only where more is lost than the next open and the costs take", () => {
    const usual = all(101);
    expect(usual.execution?.scaledDown?.orders).toBe(1);
    expect(usual.execution?.scaledDown?.largestShare).toBeCloseTo(1 / 101, 2);
    expect(usual.warnings).toEqual([]);
    const gap = all(120);
    expect(gap.warnings).toEqual([expect.stringContaining("1 order scaled down for lack of cash: ")]);
    const poor = run({ 0: buy() }, { bars: flatBars([100, 100, 100]), capital: 50 });
    expect(poor.warnings).toEqual([expect.stringMatching(/^1 order scaled down .* from 10 to 0$/)]);
    expect(gap.execution?.scaledDown?.largestShare).toBeCloseTo(20 / 120, 2);
  });
});

describe("stops that the market gaps over", () => {
  it("are counted with what the gap cost", () => {
    const rows: Ohlc[] = [
      [100, 100, 100, 100],
      [100, 101, 99, 100],
      [90, 96, 85, 92],
    ];
    const { execution } = run({ 0: buy({ bracket: { stopPrice: 95 } }) }, { bars: barsOf(rows) });
    expect(execution).toMatchObject({ gapFills: 1, gapCost: 50 });
  });
});
