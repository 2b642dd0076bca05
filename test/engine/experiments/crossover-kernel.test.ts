import { describe, expect, it } from "vitest";
import { defineFee, defineSizer, noSlippage, sma, z } from "#engine/index.ts";
import { openTotals, runCrossover } from "#engine/experiments/crossover-kernel.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture, realBars } from "#test/arbitraries/fixtures.ts";

interface Sweep {
  readonly top10: readonly (readonly [readonly [number, number], number])[];
  readonly checks: Readonly<Record<string, number>>;
  readonly mean: number;
  readonly median: number;
  readonly count: number;
  readonly stats_10_30: Readonly<Record<string, string | number>>;
}

const block = { title: "test", description: "test", params: z.object({}) };
const percentFee = defineFee({
  ...block,
  kind: "percent",
  charge: ({ quantity, price }) => quantity * price * 0.001,
});
/** All cash, the fee included, in the finest of lots. */
const allCash = defineSizer({
  ...block,
  kind: "all",
  size: ({ portfolio, price }) => portfolio.cash / (price * 1.001),
});

describe.skipIf(!hasFixtures)(needsFixtures("4,851 pairs of averages on GOOG"), () => {
  it("return what vectorbt 1.1 finds (all cash, 0.1% a side, at the close of the signal)", () => {
    const expected = readJsonFixture<Sweep>("engines/vectorbt_goog_sma_sweep.json");
    const { open, close } = realBars("GOOG_1d");
    const columns = new Map<number, Float64Array>();
    for (let lengthBars = 2; lengthBars <= 100; lengthBars++)
      columns.set(lengthBars, sma.compute(close, { lengthBars }));
    const account = {
      ...{ capital: 100, fees: percentFee(), slippage: noSlippage(), sizing: allCash(), symbol: "GOOG" },
      ...{ instrument: { tick: 0, lot: 1e-10 }, onClose: true, cash: 0, quantity: 0 },
    };
    const totals = openTotals();
    const found = new Map<string, typeof totals>();
    for (const [a, fast] of columns)
      for (const [b, slow] of columns) {
        if (a >= b) continue;
        runCrossover(
          { open, close, fast, slow, strict: false, firstBar: 0, decideFrom: b - 1 },
          account,
          totals,
        );
        found.set(`(${a}, ${b})`, { ...totals });
      }
    const returnOf = (name: string): number => (found.get(name)?.equity ?? NaN) / 100 - 1;
    for (const [[a, b], value] of expected.top10) expectClose(returnOf(`(${a}, ${b})`), value, 1e-8);
    for (const [name, value] of Object.entries(expected.checks))
      expectClose(returnOf(name), value, 1e-8, name);
    const returns = [...found.keys()].map(returnOf).sort((x, y) => x - y);
    expect(returns).toHaveLength(expected.count);
    // Their running sums decide a few crossings of equal averages by rounding errors, so the whole agrees less closely.
    expectClose(returns.reduce((sum, value) => sum + value, 0) / returns.length, expected.mean, 1e-5);
    expectClose(returns[returns.length >> 1], expected.median, 1e-8);
    const one = found.get("(10, 30)");
    expectClose(one?.maxDrawdown, -Number(expected.stats_10_30["Max Drawdown [%]"]) / 100, 1e-8);
    expect(one?.trades).toBe(Number(expected.stats_10_30["Total Closed Trades"]));
  });
});
