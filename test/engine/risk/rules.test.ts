import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atrStop,
  atrTrailingStop,
  backtest,
  cooldown,
  correlationLimit,
  dailyLossLimit,
  maxDrawdown,
  maxExposure,
  maxOpenPositions,
  maxPosition,
  noFees,
  noShorts,
  noSlippage,
  regimeFilter,
  rules,
  stopLoss,
  takeProfit,
  timeStop,
  trailingStop,
  universeMembers,
  volumeLimit,
  type RiskRule,
} from "#engine/index.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { historyOf, portfolioOf, positionOf, riskRequest } from "#test/arbitraries/requests.ts";
import { scripted } from "#test/arbitraries/strategies.ts";

const climbing = Array.from({ length: 260 }, (_, bar) => 100 * 1.002 ** bar);
const wavy = (shift: number, bars = 60): number[] =>
  Array.from({ length: bars }, (_, bar) => 100 + 5 * Math.sin((bar + shift) / 3));

describe("maxExposure", () => {
  const tech = { tick: 0, lot: 1, sector: "tech" };
  const positions = [
    positionOf({ symbol: "A", quantity: 30, instrument: tech }),
    positionOf({ symbol: "B", quantity: 0, committed: -20 }),
  ];
  const request = riskRequest({ portfolio: portfolioOf({ positions }), instrument: tech });

  it("counts longs, shorts and resting entries against the total", () => {
    expect(maxExposure({ totalPct: 120 }).review(request)).toMatchObject({ action: "pass" });
    expect(maxExposure({ totalPct: 80 }).review(request)).toMatchObject({ action: "modify", quantity: 30 });
    expect(maxExposure({ totalPct: 50 }).review(request)).toMatchObject({ action: "block", quantity: 0 });
  });

  it("counts the entry's own sector", () => {
    const answer = maxExposure({ totalPct: 500, perSectorPct: 40 }).review(request);
    expect(answer).toMatchObject({ action: "modify", quantity: 10 });
  });

  it("counts longs less shorts, on the side of the entry", () => {
    expect(maxExposure({ totalPct: 500, netPct: 30 }).review(request)).toMatchObject({ quantity: 20 });
    const short = { ...request, side: -1 as const };
    expect(maxExposure({ totalPct: 500, netPct: 30 }).review(short)).toMatchObject({ quantity: 40 });
  });
});

describe("rules about other positions", () => {
  const history = historyOf(wavy(0), "T");
  const beside = (quantity: number, shift: number) =>
    portfolioOf({ positions: [positionOf({ symbol: "A", quantity, history: historyOf(wavy(shift), "A") })] });

  it("maxOpenPositions blocks one too many", () => {
    const request = riskRequest({ portfolio: beside(10, 0) });
    expect(maxOpenPositions({ count: 2 }).review(request).action).toBe("pass");
    expect(maxOpenPositions({ count: 1 }).review(request).action).toBe("block");
  });

  it("correlationLimit blocks what moves like a holding, and what moves against a short of it", () => {
    const asked = (quantity: number, shift: number, side: 1 | -1 = 1) =>
      correlationLimit().review(riskRequest({ side, history, portfolio: beside(quantity, shift) })).action;
    expect(asked(10, 0)).toBe("block");
    expect(asked(-10, 0)).toBe("pass");
    expect(asked(-10, 0, -1)).toBe("block");
    // Half a wave apart: the opposite.
    expect(asked(10, 3 * Math.PI)).toBe("pass");
    expect(asked(-10, 3 * Math.PI)).toBe("block");
    expect(asked(0, 0)).toBe("pass");
  });
});

describe("rules about the account", () => {
  it("maxDrawdown halts entries below the peak", () => {
    const at = (equity: number) => riskRequest({ portfolio: portfolioOf({ equity, peak: 12_500 }) });
    expect(maxDrawdown({ pct: 20 }).review(at(10_001)).action).toBe("pass");
    expect(maxDrawdown({ pct: 20 }).review(at(10_000))).toMatchObject({ action: "block", quantity: 0 });
  });

  it("dailyLossLimit halts entries for the day", () => {
    const at = (equity: number) => riskRequest({ portfolio: portfolioOf({ equity, dayStart: 10_000 }) });
    expect(dailyLossLimit({ pct: 3 }).review(at(9_701)).action).toBe("pass");
    expect(dailyLossLimit({ pct: 3 }).review(at(9_700)).action).toBe("block");
  });

  it("cooldown waits after an exit, or only after a loss", () => {
    const after = (exitReturn: number) =>
      riskRequest({
        portfolio: portfolioOf({ positions: [positionOf({ symbol: "T", exitBar: 7, exitReturn })] }),
      });
    expect(cooldown({ bars: 4 }).review(after(0.1)).action).toBe("block");
    expect(cooldown({ bars: 3 }).review(after(0.1)).action).toBe("pass");
    expect(cooldown({ bars: 4, afterLossOnly: true }).review(after(0.1)).action).toBe("pass");
    expect(cooldown({ bars: 4, afterLossOnly: true }).review(after(-0.1)).action).toBe("block");
    expect(cooldown({ bars: 4 }).review(riskRequest()).action).toBe("pass");
  });
});

describe("rules about the symbol", () => {
  it("volumeLimit cuts to a share of mean volume", () => {
    const history = historyOf(wavy(0));
    expect(volumeLimit({ pct: 0.001 }).review(riskRequest({ history }))).toMatchObject({ quantity: 10 });
    expect(volumeLimit().review(riskRequest({ history })).action).toBe("pass");
    expect(volumeLimit().review(riskRequest()).action).toBe("block");
  });

  it("noShorts bans shorts, everywhere or where named", () => {
    const short = riskRequest({ side: -1 });
    expect(noShorts().review(short).action).toBe("block");
    expect(noShorts({ symbols: ["OTHER"] }).review(short).action).toBe("pass");
    expect(noShorts().review(riskRequest()).action).toBe("pass");
  });

  it("regimeFilter keeps out what is not allowed, is blocked, or is not sure enough", () => {
    const bull = riskRequest({ history: historyOf(climbing) });
    expect(regimeFilter({ allowed: ["bull"] }).review(bull).action).toBe("pass");
    expect(regimeFilter({ allowed: ["bear"] }).review(bull).action).toBe("block");
    expect(regimeFilter({ blocked: ["bull"] }).review(bull).action).toBe("block");
    const hardly = riskRequest({ history: historyOf([...new Array<number>(259).fill(100), 102.5]) });
    expect(regimeFilter({ minConfidence: 0.99 }).review(hardly).reason).toMatch(
      /^regime \w+ at a confidence/,
    );
  });

  it("regimeFilter keeps out of the wildest stretches, and of what it cannot rank yet", () => {
    const calmer = wavy(0).map((close, bar) => 100 + (close - 100) / (1 + bar));
    const rank = { maxVolatilityRank: 0.5, volatilityBars: 20 + 10, trendBars: 2 };
    expect(regimeFilter(rank).review(riskRequest({ history: historyOf(calmer) })).action).toBe("pass");
    const wilder = historyOf(calmer.toReversed());
    expect(regimeFilter(rank).review(riskRequest({ history: wilder })).reason).toBe(
      "volatility at rank 1.00",
    );
    const short = riskRequest({ history: historyOf(calmer.slice(0, 9)) });
    expect(regimeFilter(rank).review(short)).toMatchObject({
      ...{ action: "block", reason: "volatility not known yet" },
    });
  });

  it("atrStop rests at ranges from the fill, and keeps out where there is no range", () => {
    expect(
      atrStop({ multiple: 3 }).review(riskRequest({ history: historyOf(wavy(0)) })).bracket,
    ).toMatchObject({
      stopDistance: 3 * historyOf(wavy(0)).averageRange(14),
    });
    expect(atrStop().review(riskRequest()).action).toBe("block");
  });

  it("atrTrailingStop trails at ranges as a share of the close, and keeps out where there is no range", () => {
    const history = historyOf(wavy(0));
    const request = riskRequest({ history, price: 50 });
    expect(atrTrailingStop({ multiple: 2, lookbackBars: 5 }).review(request).bracket).toEqual({
      trailPct: (100 * 2 * history.averageRange(5)) / 50,
    });
    expect(atrTrailingStop().review(riskRequest()).action).toBe("block");
  });

  it("trailingStop and timeStop rest behind the entry", () => {
    expect(trailingStop({ pct: 2, activationPct: 1 }).review(riskRequest()).bracket).toEqual({
      ...{ trailPct: 2, trailActivationPct: 1 },
    });
    expect(timeStop({ bars: 5 }).review(riskRequest()).bracket).toEqual({ maxBars: 5 });
  });
});

const examples: readonly RiskRule[] = [
  ...[
    stopLoss({ pct: 5 }),
    takeProfit({ pct: 5 }),
    trailingStop({ pct: 5 }),
    atrStop(),
    atrTrailingStop(),
    timeStop({ bars: 3 }),
  ],
  ...[maxPosition({ pct: 20 }), maxExposure({ totalPct: 30 }), maxOpenPositions({ count: 1 })],
  ...[correlationLimit(), maxDrawdown({ pct: 5 }), dailyLossLimit({ pct: 1 }), cooldown({ bars: 3 })],
  ...[volumeLimit(), noShorts(), regimeFilter({ blocked: ["bear"] })],
  universeMembers({ members: [{ symbol: "T", from: 0 }] }),
];

describe("every rule of the catalogue", () => {
  it("has an example here", () => {
    expect(examples.map(({ kind }) => kind).sort()).toEqual(rules.blocks.map(({ kind }) => kind).sort());
  });

  it.each(examples.map((rule) => [rule.kind, rule] as const))(
    "%s never makes an entry larger",
    (_kind, rule) => {
      const law = fc.property(
        fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(1 as const, -1 as const),
        fc.integer({ min: -50, max: 50 }),
        (closes, quantity, side, held) => {
          const positions = [positionOf({ symbol: "A", quantity: held, history: historyOf(closes, "A") })];
          const portfolio = portfolioOf({ positions, equity: 9_000 });
          const answer = rule.review(riskRequest({ quantity, side, portfolio, history: historyOf(closes) }));
          expect(answer.quantity).toBeLessThanOrEqual(quantity);
          expect(answer.action === "block" ? answer.quantity : 0).toBe(0);
          expect(answer.reason.length).toBeGreaterThan(0);
        },
      );
      fc.assert(law, { seed: 3, numRuns: 40 });
    },
  );

  it("leaves what it said in the run's report, blocked entries with their reasons", () => {
    const { execution } = backtest(scripted({ 0: "buy", 1: "exit", 2: "buy" }), {
      ...{ bars: flatBars([100, 100, 100, 100, 100]), fees: noFees(), slippage: noSlippage() },
      risk: [maxPosition({ pct: 50 }), cooldown({ bars: 5 })],
    });
    expect(execution?.rules).toEqual([
      { rule: "max-position", passed: 0, modified: 2, blocked: 0 },
      { rule: "cooldown", passed: 1, modified: 0, blocked: 1 },
    ]);
    expect(execution?.blocked).toMatchObject([{ symbol: "TEST", bar: 2, rule: "cooldown", quantity: 500 }]);
  });
});
