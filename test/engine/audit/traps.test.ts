import { describe, expect, it } from "vitest";
import {
  audit,
  backtest,
  buy,
  crossesAbove,
  crossesBelow,
  defineIndicator,
  defineSizer,
  defineSlippage,
  defineStrategy,
  exit,
  hold,
  noSlippage,
  sma,
  syntheticMarket,
  z,
  type Bars,
} from "#engine/index.ts";
import { closesOf } from "#engine/audit/task.ts";
import { perturbAfter, PERTURBATIONS } from "#engine/audit/perturb.ts";
import { perturbationTest } from "#engine/audit/perturbation-test.ts";
import { simulate } from "#engine/backtest.ts";
import { checkBars } from "#engine/data/check-bars.ts";
import { dayOf as civilDay } from "#engine/market/civil-date.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";
import { dayOf, lastOfGroup, TRAPS, weekOf, type Trap } from "#test/arbitraries/traps.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

function strategyOn(compute: Trap) {
  const leak = defineIndicator({ kind: "leak", outputs: ["value"], input: "bars", compute });
  return defineStrategy({
    name: "leaky",
    version: "1.0.0",
    indicators: () => ({ leak: leak() }),
    signal: ({ leak, close }) =>
      crossesAbove(leak, close) ? buy() : crossesBelow(leak, close) ? exit() : hold(),
  });
}

function ended<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const daily = syntheticMarket({ kind: "volatile", bars: 150, seed: 5 });

describe("a trap that can be written is flagged", () => {
  it.each(Object.entries(TRAPS))("%s", (_name, compute) => {
    const verdict = audit(strategyOn(compute), { bars: daily });
    expect(verdict.verdict).toBe("leaks");
    expect(verdict.firstLeak?.what).toBe("indicator leak of SYN");
    expect(verdict.firstLeak?.time).toBe(daily.closeTime[verdict.firstLeak?.bar ?? -1]);
  });

  it.each(Object.entries(TRAPS))("%s: also by another future alone", (_name, compute) => {
    const strategy = strategyOn(compute);
    const whole = simulate(strategy, { bars: daily }, true);
    const task = { strategy, options: { bars: daily }, whole, moments: closesOf([daily]) };
    expect(ended(perturbationTest(task, 40)).difference?.what).toBe("indicator leak of SYN");
  });

  it("a signal function that holds the bars and reads the next one of them", () => {
    const peeking = defineStrategy({
      name: "peeking",
      version: "1.0.0",
      signal: ({ close, bar }) => ((daily.close[bar + 1] ?? 0) > close.now ? buy() : exit()),
    });
    const before = daily.close.slice();
    const verdict = audit(peeking, { bars: daily });
    expect([verdict.verdict, verdict.firstLeak?.what]).toEqual(["leaks", "signal of SYN"]);
    expect(daily.close).toEqual(before);
  });

  it("the bars are whole again when the strategy throws at the end of its data", () => {
    const falling = defineStrategy({
      name: "falling",
      version: "1.0.0",
      signal: ({ bar }) => {
        if (Number.isNaN(daily.close[149])) throw new Error(`missing at ${bar}`);
        return hold();
      },
    });
    const before = daily.close.slice();
    expect(audit(falling, { bars: daily }).firstLeak?.what).toMatch(/error where the data end here: missing/);
    expect(daily.close).toEqual(before);
  });

  it("the same day's daily value on intraday bars; the built-in daily timeframe is not", () => {
    const bars = intradayBars(civilDay(2024, 6, 3), civilDay(2024, 6, 10), "30m");
    expect(
      audit(
        strategyOn((all) => lastOfGroup(all, dayOf)),
        { bars },
      ).firstLeak?.bar,
    ).toBe(0);
    const clean = defineStrategy({
      name: "daily",
      version: "1.0.0",
      indicators: () => ({ daily: sma({ lengthBars: 1, timeframe: "1d" }) }),
      signal: ({ daily, close }) =>
        crossesAbove(close, daily) ? buy() : crossesBelow(close, daily) ? exit() : hold(),
    });
    expect(audit(clean, { bars }).verdict).toBe("causal");
  });

  it("weekly edges on days without weekends too, where a week ends on a Sunday; the built-in weekly timeframe is not", () => {
    const bars = intradayBars(civilDay(2024, 6, 3), civilDay(2024, 8, 30), "1d", "24-7");
    expect(
      audit(
        strategyOn((all) => lastOfGroup(all, weekOf)),
        { bars },
      ).firstLeak?.bar,
    ).toBe(0);
    const clean = defineStrategy({
      name: "weekly",
      version: "1.0.0",
      indicators: () => ({ weekly: sma({ lengthBars: 1, timeframe: "1w" }) }),
      signal: ({ weekly, close }) =>
        crossesAbove(close, weekly) ? buy() : crossesBelow(close, weekly) ? exit() : hold(),
    });
    for (const each of [bars, daily]) expect(audit(clean, { bars: each }).verdict).toBe("causal");
  });

  it("a local day that is taken to have 24 hours, on the one bar of the year that shows it", () => {
    // Daylight saving time ends in New York on 2024-11-03 at 06:00 UTC: that day has 25 hours.
    const ends = Date.UTC(2024, 10, 3, 6);
    const hour = 3_600_000;
    const localDay = (time: number): number => dayOf(time - (time < ends ? 4 : 5) * hour);
    const naive: Trap = (bars) => {
      const whole = lastOfGroup(bars, localDay);
      const begins = bars.openTime.map((time, bar) => {
        let first = bar;
        while (first > 0 && localDay(bars.openTime[first - 1] ?? NaN) === localDay(time)) first -= 1;
        return bars.openTime[first] as number;
      });
      return whole.map((value, bar) =>
        (bars.closeTime[bar] as number) - (begins[bar] as number) >= 24 * hour ? value : NaN,
      );
    };
    const bars = intradayBars(civilDay(2024, 11, 2), civilDay(2024, 11, 5), "1h", "24-7");
    const { firstLeak } = audit(strategyOn(naive), { bars });
    expect(new Date(firstLeak?.time ?? NaN).toISOString()).toBe("2024-11-04T04:00:00.000Z");
    // The day of 23 hours in spring is over before the 24 are: late, but not early.
    const spring = intradayBars(civilDay(2024, 3, 9), civilDay(2024, 3, 12), "1h", "24-7");
    expect(audit(strategyOn(naive), { bars: spring }).verdict).toBe("causal");
  });

  it("a session's last bar found by the next bar's date, half days included", () => {
    // 2024-11-29, the day after Thanksgiving, closes at 13:00.
    const bars = intradayBars(civilDay(2024, 11, 25), civilDay(2024, 12, 3), "30m");
    const lastBar: Trap = ({ openTime }) =>
      openTime.map((time, bar) => (dayOf(openTime[bar + 1] ?? time) === dayOf(time) ? 0 : 1));
    const leaks = audit(strategyOn(lastBar), { bars });
    expect(leaks.firstLeak?.what).toBe("indicator leak of INTRA");
  });
});

describe("a trap that cannot be written", () => {
  const flat = { capital: 100_000, execution: {} };

  it("an entry at the close that decided it: no order fills before the next open, but for a profile that says so", () => {
    const late = backtest(scripted({ 3: "buy", 9: "exit" }), { bars: daily, ...flat });
    expect(late.trades[0]).toMatchObject({ entryBar: 4, entryTime: daily.openTime[4] });
    const early = backtest(scripted({ 3: "buy" }), { bars: daily, execution: { fillAt: "on-close" } });
    expect(early.trades[0]?.entryBar).toBe(3);
    expect(early.warnings.join()).toMatch(/close/);
  });

  it("a peek through a handle: no later bar, no whole column, no list of its fields", () => {
    const prying = defineStrategy({
      name: "prying",
      version: "1.0.0",
      signal: ({ close, bar }) => {
        expect(() => close.ago(-1)).toThrow(/invalid bars of ago: -1/);
        expect(() => close.window(Infinity)).toThrow(/invalid bars of window/);
        expect(close.window(100_000)).toHaveLength(bar + 1);
        expect([Object.keys(close), JSON.stringify(close)]).toEqual([[], "{}"]);
        close.window(1)[0] = 0;
        return hold();
      },
    });
    const before = daily.close.slice();
    backtest(prying, { bars: daily });
    expect(daily.close).toEqual(before);
  });

  it("sizes and slippage from the fill's own bar: both see the bars that have closed, and no more", () => {
    const block = { title: "watch", description: "watch", params: z.object({}) };
    const seen: number[][] = [];
    const sizing = defineSizer({
      ...block,
      kind: "watch-size",
      size: ({ history, price }) => {
        seen.push([history.bars, history.lastClose, price]);
        expect(Object.keys(history)).toEqual([]);
        return 10;
      },
    });
    const slippage = defineSlippage({
      ...block,
      kind: "watch-slippage",
      shift: ({ history, reference }) => {
        seen.push([history.bars, history.lastClose, reference]);
        return 0;
      },
    });
    simulate(scripted({ 3: "buy" }), { bars: daily, sizing: sizing(), slippage: slippage() });
    const [close = NaN, open = NaN] = [daily.close[3], daily.open[4]];
    expect(seen[0]).toEqual([4, close, close]);
    expect(seen.length).toBeGreaterThan(1);
    for (const fill of seen.slice(1)) expect(fill).toEqual([4, close, open]);
  });

  it("percent of equity with the fill bar's close: another close leaves the quantity as it was", () => {
    const quantity = (bars: Bars): number | undefined =>
      backtest(scripted({ 3: "buy" }), { bars }).trades[0]?.quantity;
    for (const way of PERTURBATIONS)
      expect(quantity(perturbAfter(daily, daily.closeTime[3] ?? NaN, way, 1))).toBe(quantity(daily));
  });

  it("a conditional entry at the open of the bar that made the condition true: a stop fills at its trigger or a later open", () => {
    const price = Math.max(...daily.high.slice(0, 60)) * 0.999;
    const waiting = defineStrategy({
      name: "waiting",
      version: "1.0.0",
      signal: ({ bar }) => (bar === 2 ? buy({ order: { type: "stop", price, timeInForce: "gtc" } }) : hold()),
    });
    const run = simulate(waiting, { bars: daily, slippage: noSlippage() });
    for (const fill of run.account.fills) expect(fill.reference).toBeGreaterThanOrEqual(price - 1e-8);
    expect(run.account.fills.length).toBeGreaterThan(0);
  });
});

describe("perturbed bars", () => {
  it.each(PERTURBATIONS)("by %s keep the past and the next open, and are bars still", (way) => {
    const changed = perturbAfter(daily, daily.closeTime[40] ?? NaN, way, 7);
    expect(() => checkBars(changed)).not.toThrow();
    for (const name of ["open", "high", "low", "close", "volume"] as const) {
      expect(changed[name].slice(0, 41)).toEqual(daily[name].slice(0, 41));
      expect(changed[name].slice(42)).not.toEqual(daily[name].slice(42));
    }
    expect(changed.open[41]).toBe(daily.open[41]);
    expect(changed.volume[41]).not.toBe(daily.volume[41]);
    expect(perturbAfter(daily, daily.closeTime[40] ?? NaN, way, 7, true).volume[41]).toBe(daily.volume[41]);
    expect(changed.close[41]).not.toBe(daily.close[41]);
    expect(perturbAfter(daily, Infinity, way, 7)).toBe(daily);
  });
});

describe("the warm-up test", () => {
  const bars = syntheticMarket({ kind: "volatile", bars: 600, seed: 5 });

  it("suggests no history for what needs none, and what an average needs for one that does", () => {
    expect(audit(scripted({}), { bars }).warmup).toEqual({
      declaredBars: 0,
      suggestedBars: 0,
      historyBars: 300,
    });
    const average = defineStrategy({
      name: "average",
      version: "1.0.0",
      indicators: () => ({ mean: sma({ lengthBars: 50 }) }),
      signal: ({ mean, close }) =>
        crossesAbove(close, mean) ? buy() : crossesBelow(close, mean) ? exit() : hold(),
    });
    // 49 bars before the first value and 1 more before the first cross: at most 64, the next step of the ladder.
    const suggested = [1, 2, 3, 4, 5, 6].map((seed) => {
      const { warmup } = audit(average, { bars: syntheticMarket({ kind: "volatile", bars: 600, seed }) });
      expect(warmup?.declaredBars).toBe(49);
      return warmup?.suggestedBars ?? Infinity;
    });
    expect(Math.max(...suggested)).toBe(64);
  });

  it("finds no length for a strategy that never forgets", () => {
    const total = defineIndicator({
      kind: "total",
      outputs: ["value"],
      input: "column",
      compute: (close) => {
        let sum = 0;
        return close.map((value) => (sum += value));
      },
    });
    const counting = defineStrategy({
      name: "counting",
      version: "1.0.0",
      indicators: () => ({ total: total() }),
      signal: ({ total, position }) =>
        Math.floor(total.now) % 3 === 0 ? (position.side === "flat" ? buy() : hold()) : exit(),
    });
    const verdict = audit(counting, { bars });
    expect(verdict).toMatchObject({ verdict: "causal", warmup: { suggestedBars: null, historyBars: 300 } });
  });

  it("is left out where it is not wanted, or the run is too short for it", () => {
    expect(audit(scripted({}), { bars, warmup: false })).not.toHaveProperty("warmup");
    expect(
      audit(scripted({}), { bars: syntheticMarket({ kind: "flat", bars: 10, seed: 1 }) }),
    ).not.toHaveProperty("warmup");
  });
});
