import { describe, expect, it } from "vitest";
import { backtest, buy, byEntryTime, exit, liquidation, syntheticMarket } from "#engine/index.ts";
import { told } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 60, seed: 3 });
const { trades } = backtest(told({ 20: buy(), 22: exit(), 30: buy(), 33: exit(), 40: buy() }), { bars });
const [first] = trades;

describe("profits by the time of entry", () => {
  it("are by New York's hour, in summer as in winter, and sum to those of all trades", () => {
    const winter = { ...first, entryTime: Date.UTC(2024, 0, 8, 14, 30) } as (typeof trades)[number];
    const summer = { ...first, entryTime: Date.UTC(2024, 6, 8, 13, 30) } as (typeof trades)[number];
    expect(byEntryTime([winter, summer], "hour").map(({ key, trades: count }) => [key, count])).toEqual([
      ["09", 2],
    ]);
    expect(byEntryTime([winter, summer], "hour", "utc").map(({ key }) => key)).toEqual(["13", "14"]);
    const sum = byEntryTime(trades, "weekday").reduce((total, { pnl }) => total + pnl, 0);
    expect(sum).toBeCloseTo(
      trades.reduce((total, { pnl }) => total + pnl, 0),
      9,
    );
  });

  it("are by weekday in the order of the week", () => {
    const on = (date: number) =>
      ({ ...first, entryTime: Date.UTC(2024, 0, date, 15) }) as (typeof trades)[number];
    expect(byEntryTime([on(12), on(8), on(10)], "weekday").map(({ key }) => key)).toEqual([
      ...["Monday", "Wednesday", "Friday"],
    ]);
  });
});

describe("the time that leaving takes", () => {
  it("is quantity over the share of volume that may be taken, and the account may grow until the worst takes a bar", () => {
    const sizes = [
      { quantity: 1000, volume: 10_000 },
      { quantity: 100, volume: 10_000 },
      { quantity: 5, volume: null },
    ];
    expect(liquidation(sizes, 1000, 0.2)).toEqual({ meanBars: 0.275, worstBars: 0.5, capacity: 2000 });
    expect(liquidation([{ quantity: 5, volume: null }], 1000)).toBeNull();
  });
});
