import { describe, expect, it } from "vitest";
import { backtest, parseStrategySpec, strategyFromSpec, universeMembers } from "#engine/index.ts";
import { symbolsOf } from "#engine/spec/bind.ts";
import { membersFromSpec } from "#engine/spec/universe-spec.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { historyOf, riskRequest } from "#test/arbitraries/requests.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { smallSpec } from "./client-spec.ts";

const members = membersFromSpec([
  "SPY",
  { symbol: "OLD", to: "2016-03-01" },
  { symbol: "NEW", from: "2016-03-01" },
]);
const spec = parseStrategySpec({ ...smallSpec(), data: { universe: "liquid" } });

describe("a universe of a spec", () => {
  it("is a list of symbols, each with the days on which it belongs", () => {
    const march = Date.UTC(2016, 2, 1);
    expect(members.slice(1)).toEqual([
      { symbol: "OLD", from: -8.64e15, to: march },
      { symbol: "NEW", from: march },
    ]);
    expect(() => membersFromSpec(["A", { symbol: "B", from: "2016-02-31x" }])).toThrow(/invalid 1/);
    expect(() => membersFromSpec([{ symbol: "B", from: "2016-13-01" }])).toThrow(
      /^invalid 0.from: 2016-13-01/,
    );
  });

  it("selects the symbols of a run, unless the spec lists them itself", () => {
    expect(symbolsOf(spec, { members })).toEqual(["NEW", "OLD", "SPY"]);
    expect(symbolsOf(spec)).toEqual([]);
    const listed = parseStrategySpec({ ...smallSpec(), data: { universe: "liquid", symbols: ["OLD"] } });
    expect(symbolsOf(listed, { members })).toEqual(["OLD"]);
  });

  it("lets only the members of that day in", () => {
    const days = syntheticMarket({ kind: "mean-reverting", bars: 250 });
    const middle = days.closeTime[125] ?? NaN;
    const bars = ["EARLY", "LATE", "NEVER"].map((symbol) => ({ ...days, symbol }));
    const dated = [
      { symbol: "EARLY", from: 0, to: middle },
      { symbol: "LATE", from: middle },
    ];
    const { trades, execution } = backtest(strategyFromSpec(spec, { members: dated }), { bars });
    const entries = (symbol: string) => trades.filter((trade) => trade.symbol === symbol);
    expect(entries("EARLY").length * entries("LATE").length).toBeGreaterThan(0);
    expect(entries("EARLY").every(({ entryTime }) => entryTime <= middle + 4 * 86_400_000)).toBe(true);
    expect(entries("LATE").every(({ entryTime }) => entryTime > middle)).toBe(true);
    expect(entries("NEVER")).toEqual([]);
    expect(execution?.blocked[0]?.reason).toBe("does not belong to liquid");
  });
});

describe("universeMembers", () => {
  it("looks at the close of the decision, its first moment in and its last out", () => {
    const { closeTime } = flatBars([100]);
    const now = closeTime[0] ?? NaN;
    const asked = (from: number, to: number) =>
      universeMembers({ members: [{ symbol: "T", from, to }] }).review(
        riskRequest({ history: historyOf([100], "T") }),
      ).action;
    expect([asked(now, now + 1), asked(now - 9, now), asked(now + 1, now + 2)]).toEqual([
      "pass",
      "block",
      "block",
    ]);
  });
});
