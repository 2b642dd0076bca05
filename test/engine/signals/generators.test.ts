import { describe, expect, it } from "vitest";
import {
  above,
  breaksHigh,
  breakout,
  busyVolume,
  buy,
  combined,
  conditions,
  crossover,
  crossUp,
  exit,
  falling,
  fromFunction,
  hold,
  oversold,
  rising,
  ruleSignal,
  sell,
  signals,
  threshold,
  touchLowerBand,
  trendUp,
  weighted,
  type Signal,
} from "#engine/index.ts";
import { seriesLookup, type SignalContext, type SignalGenerator } from "#engine/signals/generator.ts";
import { Series } from "#engine/signals/series.ts";
import type { Condition } from "#engine/signals/condition.ts";

type Side = "long" | "short" | "flat";

/** Handles over given columns with the cursor on the last value. */
function viewOf(columns: Readonly<Record<string, readonly number[]>>, side: Side = "flat"): SignalContext {
  const length = Math.max(...Object.values(columns).map((column) => column.length));
  const cursor = { bar: length - 1 };
  const handles = Object.entries(columns).map(([name, column]) => [
    name,
    new Series(Float64Array.from(column), cursor),
  ]);
  const position = { quantity: 0, side, entryPrice: NaN, barsHeld: 0, openReturn: 0 };
  return { ...Object.fromEntries(handles), position } as SignalContext;
}

function lookupOf(view: SignalContext) {
  const { "bands.lower": lower, "bands.upper": upper, ...rest } = view;
  return seriesLookup({ ...rest, bands: { lower, upper } });
}

const ask = (generator: SignalGenerator, view: SignalContext): Signal =>
  generator.decide(lookupOf(view), view);
const holds = (condition: Condition, columns: Readonly<Record<string, readonly number[]>>): boolean =>
  condition.test(lookupOf(viewOf(columns)));

describe("conditions", () => {
  it.each<readonly [Condition, Readonly<Record<string, readonly number[]>>, boolean]>([
    [above({ series: "a", than: 2 }), { a: [3] }, true],
    [above({ series: "a", than: "b" }), { a: [3], b: [3] }, false],
    [crossUp({ series: "a", than: "b" }), { a: [1, 3], b: [2, 2] }, true],
    [crossUp({ series: "a", than: 2, rule: "strict" }), { a: [2, 3] }, false],
    [rising({ series: "a", bars: 2 }), { a: [1, 5, 2] }, true],
    [falling({ series: "a" }), { a: [1, 5, 2] }, true],
    [oversold({ indicator: "a" }), { a: [29.9] }, true],
    [touchLowerBand({ indicator: "bands" }), { low: [9], close: [11], "bands.lower": [10] }, true],
    [
      touchLowerBand({ indicator: "bands", price: "close" }),
      { low: [9], close: [11], "bands.lower": [10] },
      false,
    ],
    [trendUp({ indicator: "a" }), { close: [11], a: [10] }, true],
    [trendUp({ indicator: "a", method: "slope" }), { close: [9], a: [9, 10] }, true],
    [breaksHigh({ lengthBars: 2 }), { high: [9, 10, 12], close: [9, 9, 11] }, true],
    [breaksHigh({ lengthBars: 3 }), { high: [9, 10, 12], close: [9, 9, 11] }, false],
    [busyVolume({ lengthBars: 2, ratio: 2 }), { volume: [10, 20, 30] }, true],
    [busyVolume({ lengthBars: 2 }), { volume: [10, NaN, 30] }, false],
  ])("case %#: the last bar decides", (condition, columns, expected) => {
    expect(holds(condition, columns)).toBe(expected);
  });

  it("are all false while a value is missing", () => {
    const gap = [NaN, NaN, NaN];
    const view = {
      a: gap,
      open: gap,
      high: gap,
      low: gap,
      close: gap,
      volume: gap,
      "bands.lower": gap,
      "bands.upper": gap,
    };
    for (const block of conditions.blocks) {
      const names = Object.keys(block.params.shape);
      const indicator = block.kind.startsWith("touch") ? "bands" : "a";
      const given = { indicator, series: "a", than: 1, lengthBars: 2 };
      const own = Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
      expect(holds(block.of(own), view), block.kind).toBe(false);
    }
  });
});

describe("ruleSignal", () => {
  const yes = { name: "yes", when: () => true };
  const no = { name: "no", when: () => false };
  const all = { logic: "all", members: [yes] } as const;
  const view = (side: Side) => viewOf({ close: [1] }, side);

  it("asks exits first, and takes no entry whose exit holds", () => {
    expect(ask(ruleSignal({ entryLong: all, exitLong: all }), view("flat")).action).toBe("exit");
    expect(
      ask(ruleSignal({ entryLong: all, exitLong: { logic: "any", members: [no] } }), view("flat")),
    ).toMatchObject({ action: "buy", reason: "yes" });
  });

  it("with shorts: leaves its own side only, and may turn at once", () => {
    const both = ruleSignal({ entryLong: { logic: "any", members: [no] }, exitLong: all, entryShort: all });
    expect(ask(both, view("long")).action).toBe("sell");
    expect(ask(both, view("short")).action).toBe("hold");
    expect(ask(ruleSignal({ exitShort: all, exitLong: all }), view("short")).action).toBe("exit");
  });

  it("weighs: the share of weights that hold is the strength, below the threshold nothing happens", () => {
    const members = [{ ...yes, weight: 3 }, no];
    const group = (threshold: number) => ({ logic: "weighted", threshold, members }) as const;
    expect(ask(ruleSignal({ entryLong: group(0.75) }), view("flat"))).toMatchObject({
      action: "buy",
      strength: 0.75,
    });
    expect(ask(ruleSignal({ entryLong: group(0.76) }), view("flat")).action).toBe("hold");
  });

  it("refuses an answer that is neither true nor false", () => {
    const members = [{ name: "odd", when: () => NaN as never }];
    expect(() => ask(ruleSignal({ entryLong: { logic: "all", members } }), view("flat"))).toThrow(
      /invalid answer of condition odd: NaN/,
    );
  });
});

describe("generators of generators", () => {
  const say = (signal: Signal) => fromFunction("says", () => signal);
  const at = viewOf({ close: [1], a: [5] });

  it("combined: all or any for an entry, any for an exit, contradiction holds", () => {
    expect(ask(combined("all", say(buy()), say(hold())), at).action).toBe("hold");
    expect(ask(combined("any", say(buy()), say(hold())), at).action).toBe("buy");
    expect(ask(combined("all", say(buy({ strength: 0.5 })), say(buy({ strength: 0.25 }))), at)).toMatchObject(
      { action: "buy", strength: 0.5 },
    );
    expect(ask(combined("any", say(buy()), say(sell())), at).action).toBe("hold");
    expect(ask(combined("any", say(buy()), say(exit())), at).action).toBe("exit");
  });

  it("weighted: buys for, sells against, by weight and strength", () => {
    const voters = [
      { weight: 3, generator: say(buy({ strength: 0.5 })) },
      { weight: 1, generator: say(sell()) },
    ];
    expect(ask(weighted(voters, { threshold: 0.125 }), at)).toMatchObject({ action: "buy", strength: 0.125 });
    expect(ask(weighted(voters, { threshold: 0.2 }), at).action).toBe("hold");
  });

  it("are plain data where their parts are, and made again from it", () => {
    const made = combined("any", threshold("a", { buyAbove: 4 }), crossover("a", "close"));
    const again = signals.find("combined").of(JSON.parse(JSON.stringify(made.params)));
    expect([again.kind, again.params]).toEqual([made.kind, made.params]);
    expect(ask(again, at).action).toBe("buy");
    expect(combined("any", say(buy())).kind).toBe("combined-of-own");
  });
});

describe("breakout", () => {
  it("buys new highs, exits at new lows of a shorter range, and mirrors it where shorts are asked for", () => {
    const up = { high: [10, 11, 12], low: [8, 9, 10], close: [9, 10, 11.5] };
    const down = { high: [10, 11, 9], low: [8, 9, 6], close: [9, 10, 7] };
    expect(ask(breakout(2), viewOf(up)).action).toBe("buy");
    expect(ask(breakout(2, { exitBars: 2 }), viewOf(down, "long")).action).toBe("exit");
    expect(ask(breakout(2, { shorts: true }), viewOf(down)).action).toBe("sell");
    expect(ask(breakout(5), viewOf(up)).action).toBe("hold");
  });
});
