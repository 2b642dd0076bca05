import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atrRisk,
  buy,
  equalWeight,
  fixedDollar,
  fixedFraction,
  fixedQuantity,
  kelly,
  riskParity,
  sizers,
  volatilityTarget,
  type Sizer,
} from "#engine/index.ts";
import { wholeLots } from "#engine/sizing/sizer.ts";
import { historyOf, portfolioOf, positionOf, sizeRequest } from "#test/arbitraries/requests.ts";

/** Closes that go up and down by the same percentage: their volatility is known. */
const swinging = (pct: number, bars = 100): number[] =>
  Array.from({ length: bars }, (_, bar) => (bar % 2 === 0 ? 100 : 100 * (1 + pct / 100)));

describe("fixed sizes", () => {
  it("are units, money over price, or equal shares of equity", () => {
    expect(fixedQuantity({ units: 7 }).size(sizeRequest())).toBe(7);
    expect(fixedDollar({ value: 2500 }).size(sizeRequest())).toBe(25);
    const positions = ["T", "B", "C", "D"].map((symbol) => positionOf({ symbol }));
    const portfolio = portfolioOf({ positions });
    expect(equalWeight({ bufferBps: 0 }).size(sizeRequest({ portfolio }))).toBe(25);
    expect(equalWeight({ bufferBps: 0, positions: 2 }).size(sizeRequest({ portfolio }))).toBe(50);
  });
});

describe("kelly", () => {
  // winRate 0.6, average win 2 %, average loss 1 %: f = 0.6 - 0.4 / 2 = 0.4.
  const outcomes = [0.02, 0.02, 0.02, 0.02, 0.02, 0.02, -0.01, -0.01, -0.01, -0.01];
  const sized = (params: Parameters<typeof kelly>[0], closed: readonly number[] = outcomes): number =>
    kelly(params).size(sizeRequest({ portfolio: portfolioOf({ outcomes: closed }) }));

  it("is winRate - (1 - winRate) / (average win / average loss), times the fraction", () => {
    expect(sized({ fraction: 1, maxFraction: 1 })).toBeCloseTo((0.4 * 10_000) / 100, 9);
    expect(sized({ fraction: 0.5, maxFraction: 1 })).toBeCloseTo((0.2 * 10_000) / 100, 9);
  });

  it("is kept below its caps, and a position below its smallest value is not taken", () => {
    expect(sized({ fraction: 1, maxFraction: 0.1 })).toBeCloseTo(10, 12);
    expect(sized({ fraction: 1, maxFraction: 1, maxPositionFraction: 0.05 })).toBeCloseTo(5, 12);
    expect(sized({ fraction: 1, maxFraction: 0.1, minValue: 1001 })).toBe(0);
  });

  it("of trades that lose is 0, and 0 means no trade", () => {
    expect(
      sized(
        {},
        outcomes.map((outcome) => -outcome),
      ),
    ).toBe(0);
    expect(sized({}, new Array<number>(10).fill(-0.01))).toBe(0);
  });

  it("of trades that only win is the win rate", () => {
    expect(sized({ fraction: 1, maxFraction: 10 }, new Array<number>(10).fill(0.01))).toBe(100);
  });

  it("falls back to a fixed share before there are enough trades, and looks at the last ones only", () => {
    expect(sized({}, outcomes.slice(0, 9))).toBe(2);
    const old = [...new Array<number>(50).fill(-0.5), ...outcomes];
    expect(sized({ lookbackTrades: 10, fraction: 1, maxFraction: 1 }, old)).toBeCloseTo(40, 9);
  });
});

describe("volatilityTarget", () => {
  const history = historyOf(swinging(1));
  const yearly = history.volatility(20) * Math.sqrt(252);

  it("scales the base share by target over realised volatility, up to the cap", () => {
    const sizer = volatilityTarget({ targetPct: 5, basePct: 50 });
    expect(sizer.size(sizeRequest({ history }))).toBeCloseTo((0.5 * (0.05 / yearly) * 10_000) / 100, 9);
    expect(volatilityTarget({ targetPct: 1000 }).size(sizeRequest({ history }))).toBe(100);
  });

  it("has no size before there are enough bars, and the cap where nothing moves", () => {
    expect(volatilityTarget().size(sizeRequest({ history: historyOf([1, 2, 3]) }))).toBe(0);
    expect(volatilityTarget().size(sizeRequest({ history: historyOf(swinging(0)) }))).toBe(100);
  });
});

describe("atrRisk", () => {
  it("loses the risked share over so many ranges", () => {
    const history = historyOf(swinging(2));
    // Every true range is 2: 1 % of 10,000 over 2 ranges is 25 units.
    expect(atrRisk({ riskPct: 1, multiple: 2 }).size(sizeRequest({ history }))).toBeCloseTo(25, 9);
    expect(atrRisk({ riskPct: 100, multiple: 1 }).size(sizeRequest({ history }))).toBe(100);
    expect(atrRisk().size(sizeRequest({ history: historyOf([1]) }))).toBe(0);
  });
});

describe("riskParity", () => {
  const history = historyOf(swinging(1));
  const positions = [
    positionOf({ symbol: "T", history }),
    positionOf({ symbol: "W", history: historyOf(swinging(3)) }),
    positionOf({ symbol: "NEW", history: historyOf([1]) }),
  ];
  const portfolio = portfolioOf({ positions });
  const [calm, wild] = [1, 3].map((pct) => 1 / historyOf(swinging(pct)).volatility(60)) as [number, number];

  it.each(["equal-risk", "inverse-volatility"] as const)(
    "of two symbols weighs by inverse volatility, among those that have one (%s)",
    (weights) => {
      const units = riskParity({ weights, bufferBps: 0 }).size(sizeRequest({ portfolio, history }));
      expect(units).toBeCloseTo((100 * calm) / (calm + wild), 9);
    },
  );

  it("has no size for a symbol that has not moved, or not been there for long enough", () => {
    const asked = (closes: readonly number[]): number => {
      const own = historyOf(closes);
      const among = portfolioOf({
        positions: [...positions.slice(0, 2), positionOf({ symbol: "NEW", history: own })],
      });
      return riskParity().size(sizeRequest({ portfolio: among, symbol: "NEW", history: own }));
    };
    expect(asked([1])).toBe(0);
    expect(asked(new Array<number>(100).fill(5))).toBe(0);
    expect(asked(swinging(2))).toBeGreaterThan(0);
  });
});

const examples: readonly Sizer[] = [
  ...[fixedFraction(), fixedQuantity({ units: 3 }), fixedDollar({ value: 1000 }), equalWeight(), kelly()],
  ...[volatilityTarget(), atrRisk(), riskParity()],
];

describe("every sizer of the catalogue", () => {
  it("has an example here", () => {
    expect(examples.map(({ kind }) => kind).sort()).toEqual(sizers.blocks.map(({ kind }) => kind).sort());
  });

  it("gives a finite number of units, 0 or more, that grows with the signal's strength", () => {
    const closes = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 90 });
    const outcome = fc.double({ min: -1, max: 3, noNaN: true });
    const law = fc.property(
      fc.constantFrom(...examples),
      closes,
      fc.array(outcome, { maxLength: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sizer, prices, outcomes, strength) => {
        const history = historyOf(prices);
        const portfolio = portfolioOf({ outcomes, positions: [positionOf({ symbol: "T", history })] });
        const request = { portfolio, history, price: prices.at(-1) ?? NaN };
        const full = sizer.size(sizeRequest({ ...request, signal: buy() }));
        const part = sizer.size(sizeRequest({ ...request, signal: buy({ strength }) }));
        expect(Number.isFinite(full) && full >= 0 && part >= 0).toBe(true);
        expect(part).toBeLessThanOrEqual(full * (1 + 1e-12));
        expect(wholeLots(full, 1)).toBeLessThanOrEqual(full + 1e-6);
      },
    );
    fc.assert(law, { seed: 5, numRuns: 300 });
  });
});
