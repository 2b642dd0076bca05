import { describe, expect, it } from "vitest";
import {
  audit,
  backtest,
  buy,
  createUniverse,
  defineUniverseStrategy,
  exit,
  fixedFraction,
  num,
  rankBy,
  sma,
  syntheticUniverse,
  type Signal,
} from "#engine/index.ts";

const universe = syntheticUniverse({ symbols: 6, bars: 120, seed: 4 }).map(({ bars }) => bars);

/** Holds the two symbols that stand highest above their own average. */
const strongest = defineUniverseStrategy({
  name: "strongest",
  version: "1.0.0",
  params: { count: num(2, { min: 1, max: 5 }) },
  indicators: () => ({ mean: sma({ lengthBars: 10 }) }),
  decide: ({ members, params }) => {
    const best = new Set(rankBy(members, ({ close, mean }) => close.now / mean.now).slice(0, params.count));
    const signals = members.map((member): [string, Signal] => [
      member.symbol,
      best.has(member) ? buy() : exit(),
    ]);
    return Object.fromEntries(signals);
  },
  sizing: fixedFraction({ fraction: 0.5 }),
});

describe("a strategy over a universe", () => {
  it("holds what ranks highest, never more than asked for", () => {
    const result = backtest(strongest, { bars: universe });
    expect(result.trades.length).toBeGreaterThan(10);
    for (const time of result.time) {
      const held = result.trades.filter(
        ({ entryTime, exitTime }) => entryTime <= time && (exitTime ?? Infinity) > time,
      );
      expect(held.length).toBeLessThanOrEqual(2);
    }
  });

  it("is causal, and the order in which symbols are given changes nothing", () => {
    expect(audit(strongest, { bars: universe }).verdict).toBe("causal");
    expect(backtest(strongest, { bars: universe.toReversed() }).resultHash).toBe(
      backtest(strongest, { bars: universe }).resultHash,
    );
  });

  it("may name a symbol in one branch and not in the other", () => {
    const [a = "", b = ""] = universe.map(({ symbol }) => symbol);
    const either = defineUniverseStrategy({
      ...{ name: "either", version: "1.0.0", sizing: fixedFraction({ fraction: 0.3 }) },
      decide: ({ members: [one] }) => {
        if (one?.bar === 5) return { [a]: buy(), [b]: undefined };
        return one?.bar === 9 ? { [a]: exit() } : {};
      },
    });
    expect(backtest(either, { bars: universe }).trades.map(({ symbol }) => symbol)).toEqual([a]);
  });

  it("sees the members of that day, and what it holds of those that left", () => {
    const [first, second] = universe.map(({ symbol }) => symbol).sort();
    const [middle = NaN, end = NaN] = [universe[0]?.closeTime[60], universe[0]?.closeTime.at(-1)];
    const seen: [number, string, string][] = [];
    const rotating = defineUniverseStrategy({
      ...{ name: "rotating", version: "1.0.0", sizing: fixedFraction({ fraction: 0.3 }) },
      universe: createUniverse("two", [
        { symbol: first ?? "", from: 0, to: middle },
        { symbol: second ?? "", from: middle },
      ]),
      decide: ({ members, departed, time }) => {
        seen.push([
          time,
          members.map(({ symbol }) => symbol).join(),
          departed.map(({ symbol }) => symbol).join(),
        ]);
        return Object.fromEntries([
          ...members.map(({ symbol }) => [symbol, buy()] as const),
          ...departed.map(({ symbol }) => [symbol, exit()] as const),
        ]);
      },
    });
    const { trades } = backtest(rotating, { bars: universe });
    expect(new Set(seen.filter(([time]) => time < middle).map(([, members]) => members))).toEqual(
      new Set([first]),
    );
    expect(new Set(seen.filter(([time]) => time >= middle).map(([, members]) => members))).toEqual(
      new Set([second]),
    );
    expect(seen.filter(([, , departed]) => departed !== "").map(([time]) => time)).toEqual([middle]);
    expect(trades.map(({ symbol }) => symbol)).toEqual([first, second]);
    expect(trades[0]?.exitTime).toBeLessThan(end);
  });

  it("gives the same bits in every mode that applies", () => {
    const hashes = (["hybrid", "event-driven"] as const).map(
      (mode) => backtest(strongest, { bars: universe, mode }).resultHash,
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it("sees at a moment only symbols that close then, each at its own bar", () => {
    const [first, second] = universe;
    if (!first || !second) throw new Error("two symbols");
    const counts: number[] = [];
    const watcher = defineUniverseStrategy({
      name: "watcher",
      version: "1.0.0",
      decide: ({ members, time }) => {
        counts.push(members.length);
        expect(members.every((member) => member.time === time)).toBe(true);
        return {};
      },
    });
    const late = {
      ...second,
      ...Object.fromEntries(
        Object.entries(second)
          .filter(([, part]) => part instanceof Float64Array)
          .map(([name, part]) => [name, (part as Float64Array).subarray(20)]),
      ),
    };
    backtest(watcher, { bars: [first, late] });
    expect([counts.length, counts[0], counts[20], counts.at(-1)]).toEqual([120, 1, 2, 2]);
  });

  it("refuses a signal for a symbol that does not close, and something that is no signal", () => {
    const saying = (answer: unknown) =>
      defineUniverseStrategy({ name: "odd", version: "1.0.0", decide: () => answer as never });
    expect(() => backtest(saying({ NONE: buy() }), { bars: universe })).toThrow(
      /signal for a symbol that does not close now: NONE/,
    );
    expect(() => backtest(saying({ SYN001: 1 }), { bars: universe })).toThrow(/invalid signal: 1/);
    expect(() => backtest(saying(7), { bars: universe })).toThrow(/invalid signals of a universe: 7/);
  });

  it("ranks from high to low, without those that have no score", () => {
    const members = [
      { symbol: "B", score: 1 },
      { symbol: "A", score: 1 },
      { symbol: "C", score: NaN },
      { symbol: "D", score: 2 },
    ];
    expect(rankBy(members, ({ score }) => score).map(({ symbol }) => symbol)).toEqual(["D", "A", "B"]);
  });
});
