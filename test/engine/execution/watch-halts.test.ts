import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  dailyLossLimit,
  exit,
  fixedQuantity,
  maxDrawdown,
  noFees,
  noSlippage,
  sell,
  type RiskRule,
  type Signal,
} from "#engine/index.ts";
import { flatBars, ledgerGap } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

type Script = Readonly<Record<number, Signal>>;

/** Ten units at 100 with 1,000: the account moves as the price does. */
function run(closes: readonly number[], script: Script, risk: readonly RiskRule[], shorts = false) {
  const result = backtest(told(script), {
    ...{ bars: flatBars(closes), capital: 1000, sizing: fixedQuantity({ units: 10 }), risk },
    ...{ fees: noFees(), slippage: noSlippage(), execution: { shorts } },
  });
  expect(ledgerGap(result, 1000)).toBeLessThan(1e-9);
  return result;
}

const always: Script = Object.fromEntries(Array.from({ length: 12 }, (_, bar) => [bar, buy()]));
const liquidating = maxDrawdown({ pct: 20, onBreach: "liquidate" });

describe("a drawdown halt", () => {
  it("that blocks leaves what is open alone, and resumes once equity has recovered", () => {
    const script = { 0: buy(), 3: exit(), 4: buy() };
    const [kept] = run([100, 100, 100, 79, 79, 100], { 0: buy() }, [maxDrawdown({ pct: 20 })]).trades;
    expect(kept).toMatchObject({ exitBar: null });
    expect(run([100, 100, 100, 79, 79, 79], script, [maxDrawdown({ pct: 20 })]).trades).toHaveLength(1);
    expect(run([100, 100, 100, 79, 85, 85], script, [maxDrawdown({ pct: 20 })]).trades).toHaveLength(2);
  });

  it("that liquidates sells at the open after the breach, says why, and stays out", () => {
    const { trades, warnings, execution } = run([100, 100, 100, 79, 78, 90, 120], always, [liquidating]);
    expect(trades).toMatchObject([
      { entryBar: 1, exitBar: 4, exitPrice: 78, exitReason: "halted 21.00% below the peak" },
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^1 halt by max-drawdown: .*halted 21.00% below the peak/),
    ]);
    expect(execution?.blocked[0]).toMatchObject({ bar: 4, rule: "max-drawdown" });
  });

  it("that liquidates is not ended by a gap in its favour on the way out", () => {
    expect(run([100, 100, 100, 79, 100, 100, 100], always, [liquidating]).trades).toHaveLength(1);
  });

  it("that liquidates overrules whatever the strategy says of what it holds", () => {
    const script = { 0: buy(), 3: exit({ order: { type: "limit", price: 500 } }) };
    expect(run([100, 100, 100, 79, 78, 78], script, [liquidating]).trades[0]).toMatchObject({ exitBar: 4 });
    const turning = run([100, 100, 100, 79, 78, 78], { 0: buy(), 3: sell() }, [liquidating], true);
    expect(turning.trades).toMatchObject([{ side: "long", exitBar: 4 }]);
  });

  it("that liquidates takes the resting entries of other symbols out of the market", () => {
    const script = { 0: buy({ order: { type: "limit", price: 95 } }) };
    const bars = [flatBars([100, 94, 94, 50, 50, 50], "A"), flatBars([100, 100, 100, 100, 60, 60], "B")];
    const { trades, warnings } = backtest(told(script), {
      ...{ bars, capital: 1000, sizing: fixedQuantity({ units: 5 }), risk: [liquidating] },
      ...{ fees: noFees(), slippage: noSlippage() },
    });
    expect(trades).toMatchObject([{ symbol: "A", exitBar: 4 }]);
    expect(warnings[1]).toMatch(/^1 order cancelled by a halt: limit of B/);
  });

  it("is over after `resumeAfterDays`, with the peak counted anew", () => {
    const rule = maxDrawdown({ pct: 20, onBreach: "liquidate", resumeAfterDays: 2 });
    // Monday to Wednesday, halted on Thursday at 79, out on Friday; Monday is four days later.
    const { trades } = run([100, 100, 100, 79, 79, 79, 79, 79], always, [rule]);
    expect(trades).toMatchObject([{ exitBar: 4 }, { entryBar: 6, entryPrice: 79, exitBar: null }]);
    const blocking = maxDrawdown({ pct: 20, resumeAfterDays: 2 });
    const script = { 0: buy(), 3: exit(), 4: buy(), 5: buy() };
    expect(run([100, 100, 100, 79, 79, 79, 79], script, [blocking]).trades).toMatchObject([
      { exitBar: 4 },
      { entryBar: 6 },
    ]);
  });
});

describe("a daily loss limit", () => {
  it("that liquidates is out for the rest of the day and back on the next", () => {
    const rule = dailyLossLimit({ pct: 5, onBreach: "liquidate" });
    const { trades, warnings } = run([100, 100, 94, 94, 94, 94], always, [rule]);
    expect(trades).toMatchObject([
      { entryBar: 1, exitBar: 3, exitReason: "the day has lost 6.00%" },
      { entryBar: 4, exitBar: null },
    ]);
    expect(warnings).toHaveLength(1);
  });

  it("that blocks resumes once the day's loss has been made good", () => {
    const rule = dailyLossLimit({ pct: 5 });
    const at = (last: number) => run([100, 100, 94, last], { 0: buy(), 2: exit() }, [rule]).warnings;
    expect(at(94)).toEqual([expect.stringMatching(/^1 halt by daily-loss-limit/)]);
  });
});
