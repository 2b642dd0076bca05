import { expect, it } from "vitest";
import { backtest, buy, defineStrategy, exit, hold, sell, stopLoss } from "#engine/index.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

const prices = [100, 102, 101, 104, 99, 97, 101, 103, 106, 90, 95, 99, 104, 108];
const bars = flatBars(prices, "A");
const other = flatBars(
  prices.map((price) => price + 7),
  "B",
);
/** Long over a dividend that is paid later, then short over nights that cost interest, then long until a stop. */
const turning = defineStrategy({
  ...{ name: "turning", version: "1.0.0", execution: { shorts: true, borrowRatePct: 30 } },
  signal: ({ symbol, bar }) => {
    if (symbol === "B") return hold();
    return bar === 0 || bar === 7 ? buy() : bar === 4 ? sell() : bar === 12 ? exit() : hold();
  },
  risk: [stopLoss({ pct: 5 })],
});
const corporateActions = [
  {
    ...{ type: "dividend" as const, symbol: "A", amount: 0.5 },
    ...{ exTime: bars.openTime[2] ?? NaN, payTime: bars.openTime[4] ?? NaN },
  },
];

it.each(["hybrid", "event-driven"] as const)(
  "an account of one symbol is kept as it is among others, to the bit: dividends, interest and stops (%s)",
  (mode) => {
    const options = { corporateActions, mode };
    const alone = backtest(turning, { ...options, bars });
    const beside = backtest(turning, { ...options, bars: [bars, other] });
    expect(alone.trades.length).toBe(3);
    expect(alone.ledgers.dividends.at(-1)).toBeGreaterThan(0);
    expect(alone.ledgers.financing.at(-1)).toBeLessThan(0);
    expect(beside.equity).toEqual(alone.equity);
    expect(beside.exposure).toEqual(alone.exposure);
    expect(beside.ledgers).toEqual(alone.ledgers);
    expect(beside.resultHash).toBe(alone.resultHash);
  },
);
