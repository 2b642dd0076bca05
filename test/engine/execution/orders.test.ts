import { describe, expect, it } from "vitest";
import {
  backtest,
  buy,
  exit,
  fixedQuantity,
  noFees,
  noSlippage,
  sell,
  type BacktestOptions,
  type BacktestResult,
  type Signal,
} from "#engine/index.ts";
import { barsOf, type Ohlc } from "#test/arbitraries/bars.ts";
import { told } from "#test/arbitraries/strategies.ts";

const CALM: Ohlc = [100, 100, 100, 100];

function run(
  script: Readonly<Record<number, Signal>>,
  rows: readonly Ohlc[],
  execution: BacktestOptions["execution"] = {},
): BacktestResult {
  return backtest(told(script), {
    bars: barsOf([CALM, ...rows]),
    ...{ fees: noFees(), slippage: noSlippage(), sizing: fixedQuantity({ units: 10 }) },
    execution: { borrowRatePct: 0, ...execution },
  });
}

const first = (result: BacktestResult) => {
  const { entryBar, entryPrice, exitBar, exitPrice } = result.trades[0] ?? {};
  return [entryBar, entryPrice, exitBar, exitPrice];
};

describe("a limit order", () => {
  const limit = buy({ order: { type: "limit", price: 98 } });

  it("fills at its price where the bar trades through it, and rests until it does", () => {
    const rows: Ohlc[] = [CALM, [100, 101, 98, 100], [100, 100, 97, 99]];
    expect(first(run({ 0: limit }, rows)).slice(0, 2)).toEqual([3, 98]);
    expect(first(run({ 0: limit }, rows, { limitPenetrationTicks: 0 })).slice(0, 2)).toEqual([2, 98]);
  });

  it("counts penetration in ticks", () => {
    const rows: Ohlc[] = [
      [100, 100, 97.9, 100],
      [100, 100, 97.5, 100],
    ];
    const execution = { limitPenetrationTicks: 3, instrument: { tick: 0.1 } };
    expect(first(run({ 0: limit }, rows, execution)).slice(0, 2)).toEqual([2, 98]);
  });

  it("that the open is through fills at the open, a better price", () => {
    expect(first(run({ 0: limit }, [[96, 97, 95, 96]])).slice(0, 2)).toEqual([1, 96]);
  });

  it("never fills at a worse price for the tick: a buy limit is rounded down", () => {
    const order = buy({ order: { type: "limit", price: 98.07 } });
    const execution = { instrument: { tick: 0.05 } };
    expect(first(run({ 0: order }, [[100, 100, 90, 100]], execution))[1]).toBe(98.05);
  });

  it("pays no slippage", () => {
    const rows: Ohlc[] = [[100, 100, 97, 99]];
    const result = backtest(told({ 0: limit }), { bars: barsOf([CALM, ...rows]), fees: noFees() });
    expect(result.ledgers.slippage.at(-1)).toBe(0);
  });

  it("to leave rests beside the position, and goes when the position goes", () => {
    const leave = exit({ order: { type: "limit", price: 105 } });
    const rows: Ohlc[] = [CALM, [100, 104, 99, 104], [104, 106, 103, 104]];
    expect(first(run({ 0: buy(), 1: leave }, rows))).toEqual([1, 100, 3, 105]);
  });
});

describe("a stop order", () => {
  const stop = buy({ order: { type: "stop", price: 103 } });

  it("fills at its trigger, touched exactly", () => {
    expect(first(run({ 0: stop }, [[100, 103, 99, 100]])).slice(0, 2)).toEqual([1, 103]);
  });

  it("fills at the open where the market gaps over it", () => {
    expect(first(run({ 0: stop }, [[105, 106, 104, 105]])).slice(0, 2)).toEqual([1, 105]);
  });

  it("pays slippage, rounded to the tick against the trader", () => {
    const result = backtest(told({ 0: stop }), {
      bars: barsOf([CALM, [100, 104, 99, 104]]),
      ...{ fees: noFees(), sizing: fixedQuantity({ units: 1 }), execution: { instrument: { tick: 0.05 } } },
    });
    expect(result.trades[0]?.entryPrice).toBe(103.05);
  });
});

describe("a stop-limit order", () => {
  const order = (limit: number): Signal => buy({ order: { type: "stop-limit", price: 103, limit } });

  it("arms at the trigger and fills there where its limit allows", () => {
    expect(first(run({ 0: order(104) }, [[100, 105, 99, 104]])).slice(0, 2)).toEqual([1, 103]);
  });

  it("needs the path after its trigger to come back to a limit below it", () => {
    const up: Ohlc = [100, 105, 99, 104];
    // Low first, then the high that triggers, then a close that does not come back to 102.
    expect(run({ 0: order(102) }, [up], { path: "nearest-extreme" }).trades).toEqual([]);
    const down: Ohlc = [100, 105, 99, 101];
    expect(first(run({ 0: order(102) }, [down], { path: "nearest-extreme" })).slice(0, 2)).toEqual([1, 102]);
  });

  it("gapped over its limit stays armed and waits", () => {
    const rows: Ohlc[] = [
      [106, 107, 105, 106],
      [106, 106, 103, 105],
    ];
    expect(first(run({ 0: order(104) }, rows)).slice(0, 2)).toEqual([2, 104]);
  });
});

describe("a trailing entry", () => {
  it("follows the low and buys on the way up from it", () => {
    const order = buy({ order: { type: "trailing", pct: 10 } });
    const rows: Ohlc[] = [
      [95, 96, 80, 85],
      [86, 90, 85, 89],
    ];
    // From the low of 80 the trigger is 88; the first bar closes at 85 below it.
    expect(first(run({ 0: order }, rows, { path: "nearest-extreme" })).slice(0, 2)).toEqual([2, 88]);
  });
});

describe("a market-on-close order", () => {
  it("fills at the close of the next bar", () => {
    const order = buy({ order: { type: "market-on-close" } });
    const result = run({ 0: order }, [[101, 103, 99, 102], CALM]);
    expect(first(result).slice(0, 2)).toEqual([1, 102]);
    expect(result.execution?.fillsAtClose).toBe(0);
  });
});

describe("orders that cancel each other", () => {
  const straddle = buy({
    order: {
      type: "oco",
      orders: [
        { type: "limit", price: 97 },
        { type: "stop", price: 103 },
      ],
    },
  });

  it("fill once: the other is gone", () => {
    const rows: Ohlc[] = [
      [100, 104, 99, 103],
      [103, 103, 95, 96],
    ];
    const result = run({ 0: straddle }, rows);
    expect(result.trades).toMatchObject([{ entryBar: 1, entryPrice: 103, quantity: 10, exitBar: null }]);
  });

  it("fill once inside one bar too", () => {
    expect(run({ 0: straddle }, [[100, 104, 95, 103]]).trades.length).toBe(1);
  });
});

describe("time in force", () => {
  const limit = (timeInForce: "day" | "gtc" | "ioc"): Signal =>
    buy({ order: { type: "limit", price: 98, timeInForce } });
  const rows: Ohlc[] = [CALM, [100, 100, 97, 99]];

  it("of a day ends with the first session, and says so", () => {
    const { trades, warnings } = run({ 0: limit("day") }, rows);
    expect(trades).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^1 order expired at the session's end: limit of TEST/)]);
  });

  it("until cancelled rests", () => expect(run({ 0: limit("gtc") }, rows).trades.length).toBe(1));

  it("immediate or cancel has the first open only", () => {
    const { trades, warnings } = run({ 0: limit("ioc") }, [[100, 100, 97, 99], ...rows]);
    expect([trades, warnings.length]).toEqual([[], 1]);
    expect(run({ 0: limit("ioc") }, [[97, 99, 96, 98]]).trades.length).toBe(1);
  });
});

describe("a later signal", () => {
  it("replaces what rests, and an exit while flat cancels it", () => {
    const at = (price: number): Signal => buy({ order: { type: "limit", price } });
    const rows: Ohlc[] = [CALM, CALM, [100, 100, 90, 95]];
    const replaced = run({ 0: at(95), 1: at(92) }, rows);
    expect(first(replaced).slice(0, 2)).toEqual([3, 92]);
    expect(replaced.warnings[0]).toMatch(/^1 order replaced by a later signal/);
    expect(run({ 0: at(95), 1: exit() }, rows).trades).toEqual([]);
  });

  it("is refused where its order is not one", () => {
    expect(() => buy({ order: { type: "limit", price: -1 } })).toThrow(
      /invalid .*price: -1; use more than 0/,
    );
    expect(() => buy({ bracket: { stopPct: 0 } })).toThrow(/invalid stopPct: 0; use more than 0/);
  });
});

describe("a bracket", () => {
  it("at prices rests behind a stop entry, and the target waits for the next bar", () => {
    const signal = buy({ order: { type: "stop", price: 102 }, bracket: { stopPrice: 95, targetPrice: 106 } });
    const rows: Ohlc[] = [
      [100, 107, 99, 105],
      [105, 107, 104, 106],
    ];
    expect(first(run({ 0: signal }, rows))).toEqual([1, 102, 2, 106]);
    // The optimist takes the target on the entry bar.
    expect(first(run({ 0: signal }, rows, { path: "optimistic" }))).toEqual([1, 102, 1, 106]);
  });

  it("may be stopped on the bar that entered, though the low may have come before: counted as ambiguous", () => {
    const signal = buy({ order: { type: "stop", price: 102 }, bracket: { stopPrice: 95 } });
    const result = run({ 0: signal }, [[100, 103, 94, 102]]);
    expect(first(result)).toEqual([1, 102, 1, 95]);
    expect(result.execution).toMatchObject({ ambiguousBars: 1, ambiguousPnlShare: 1 });
    expect(result.trades[0]?.ambiguous).toBe(true);
  });

  it("trails only the extremes already walked", () => {
    const signal = buy({ bracket: { trailPct: 10 } });
    // Under the pessimist the low of 89 comes before the high: the stop is at 90 then, not at 108.
    expect(first(run({ 0: signal }, [[100, 120, 89, 119]]))).toEqual([1, 100, 1, 90]);
    // High first: the stop has risen to 108 when price comes down.
    expect(first(run({ 0: signal }, [[100, 120, 89, 119]], { path: "ohlc" }))).toEqual([1, 100, 1, 108]);
    expect(
      first(
        run({ 0: signal }, [
          [100, 120, 99, 119],
          [119, 119, 100, 100],
        ]),
      ),
    ).toEqual([1, 100, 2, 108]);
  });

  it("trails from a profit on", () => {
    const signal = buy({ bracket: { trailPct: 5, trailActivationPct: 10 } });
    const rows: Ohlc[] = [
      [100, 105, 94, 100],
      [100, 112, 100, 111],
      [111, 111, 100, 104],
    ];
    expect(first(run({ 0: signal }, rows))).toEqual([1, 100, 3, 106.4]);
  });

  it("mirrors for shorts", () => {
    const signal = sell({ bracket: { trailPct: 10, targetPct: 30 } });
    const rows: Ohlc[] = [
      [100, 101, 80, 81],
      [81, 95, 79, 90],
    ];
    expect(first(run({ 0: signal }, rows, { shorts: true }))).toEqual([1, 100, 2, 88]);
  });

  it("leaves after a number of bars, at the open", () => {
    const signal = buy({ bracket: { maxBars: 2 } });
    const result = run({ 0: signal }, [CALM, CALM, [103, 104, 102, 103]]);
    expect(first(result)).toEqual([1, 100, 3, 103]);
    expect(result.trades[0]?.exitReason).toBe("time stop after 2 bars");
  });
});
