import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  cooldown,
  exit,
  fixedFraction,
  fixedQuantity,
  noFees,
  noSlippage,
  sell,
  type BacktestOptions,
  type BacktestResult,
  type CorporateAction,
  type Signal,
} from "#engine/index.ts";
import { arbitraryBars, flatBars } from "#test/arbitraries/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { arbitraryOrders, toldByBar } from "#test/arbitraries/orders.ts";
import { told } from "#test/arbitraries/strategies.ts";

const bars = flatBars([100, 100, 99, 99, 99]);
const dividend: CorporateAction = {
  ...{ type: "dividend", symbol: "TEST", exTime: bars.openTime[2] ?? NaN, amount: 1 },
};

function run(
  script: Readonly<Record<number, Signal>>,
  options: Partial<Omit<BacktestOptions, "params">> = {},
): BacktestResult {
  const free = { fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) };
  return backtest(told(script), { bars, ...free, ...options });
}

describe("a trade's profit", () => {
  it("holds the dividends that it was entitled to, though they are paid after it ended", () => {
    const late = { ...dividend, payTime: bars.openTime[4] ?? NaN };
    const { trades } = run({ 0: buy(), 2: exit() }, { corporateActions: [late] });
    expect(trades).toMatchObject([{ dividends: 10, financing: 0, pnl: 0, exitBar: 3 }]);
    expect(run({ 0: buy() }, { corporateActions: [late] }).trades).toMatchObject([
      { dividends: 10, pnl: 0, exitBar: null },
    ]);
  });

  it("holds a short's borrow and the dividends it owed", () => {
    const execution = { shorts: true, borrowRatePct: 3.6 };
    const options = { bars: flatBars([100, 100, 100, 100]), corporateActions: [dividend], execution };
    const [trade] = run({ 0: sell(), 2: exit() }, options).trades;
    // From Tuesday to Thursday: two nights of 1,020 at 3.6 % over 360 days.
    const borrow = 2 * 1020 * 0.0001;
    expect(trade).toMatchObject({ dividends: -10 });
    expectClose(trade?.financing, borrow, 1e-12);
    expectClose(trade?.pnl, -10 - borrow, 1e-12);
  });

  it("holds its share by value of the interest on debit cash", () => {
    const two = [flatBars([100, 100, 100], "A"), flatBars([300, 300, 300], "B")];
    const execution = { leverage: 2, marginRatePct: 3.6 };
    const { trades, ledgers } = run({ 0: buy() }, { bars: two, execution, capital: 3000 });
    expect(ledgers.financing.at(-1)).toBeCloseTo(-1000 * 0.0001, 12);
    expectClose(trades[0]?.financing, 0.025, 1e-12);
    expectClose(trades[1]?.financing, 0.075, 1e-12);
  });

  it("counts for what a cooldown after losses knows of it", () => {
    const risk = [cooldown({ bars: 9, afterLossOnly: true })];
    const script = { 0: buy(), 2: exit(), 3: buy() };
    expect(run(script, { risk }).trades).toHaveLength(1);
    expect(run(script, { risk, corporateActions: [{ ...dividend, amount: 2 }] }).trades).toHaveLength(2);
  });

  it("summed over all trades is the change of equity, whatever is ordered, borrowed and paid out", () => {
    const options = fc.record({
      leverage: fc.constantFrom(1, 2, 3),
      borrowRatePct: fc.constantFrom(0, 5, 50),
      marginRatePct: fc.constantFrom(0, 10),
    });
    const paid = fc.array(fc.record({ bar: fc.nat(40), amount: fc.integer({ min: 1, max: 300 }) }), {
      maxLength: 4,
    });
    const market = arbitraryBars({ minLength: 5, maxLength: 60 });
    const law = fc.property(arbitraryOrders, options, paid, market, (orders, execution, payments, one) => {
      const corporateActions = payments.flatMap(({ bar, amount }): CorporateAction[] => {
        const exTime = one.openTime[bar];
        return exTime === undefined
          ? []
          : [{ type: "dividend", symbol: "TEST", exTime, amount: amount / 100 }];
      });
      const { trades, equity, ledgers } = backtest(toldByBar(orders), {
        ...{ bars: one, corporateActions, sizing: fixedFraction({ fraction: execution.leverage }) },
        execution: { ...execution, shorts: true },
      });
      const sum = (of: (trade: (typeof trades)[number]) => number): number =>
        trades.reduce((total, trade) => total + of(trade), 0);
      expect(sum(({ dividends = NaN }) => dividends)).toBeCloseTo(ledgers.dividends.at(-1) ?? NaN, 6);
      // Debit cash with nothing bought on it belongs to no trade.
      const unowned = -(ledgers.financing.at(-1) ?? NaN) - sum(({ financing = NaN }) => financing);
      expect(unowned).toBeGreaterThanOrEqual(-1e-6);
      expect(sum(({ pnl }) => pnl) - unowned).toBeCloseTo((equity.at(-1) ?? NaN) - 100_000, 5);
    });
    fc.assert(law, { seed: 31, numRuns: 80 });
  });
});
