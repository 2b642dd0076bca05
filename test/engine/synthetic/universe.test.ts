import { describe, expect, it } from "vitest";
import { hashBars } from "#engine/data/dataset.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { syntheticUniverse } from "#engine/synthetic/universe.ts";

function correlation(a: Float64Array, b: Float64Array): number {
  const returns = (close: Float64Array): number[] =>
    Array.from(close.slice(1), (value, bar) => Math.log(value / (close[bar] ?? NaN)));
  const [x, y] = [returns(a), returns(b)];
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, index) => (value - mx) * ((y[index] ?? NaN) - my)));
  return (
    covariance /
    Math.sqrt(mean(x.map((value) => (value - mx) ** 2)) * mean(y.map((value) => (value - my) ** 2)))
  );
}

describe("syntheticUniverse", () => {
  const universe = syntheticUniverse({ symbols: 24, bars: 1008, seed: 1 });

  it("repeats from its seed, and differs with another", () => {
    const hashes = (seed: number) =>
      syntheticUniverse({ symbols: 3, bars: 50, seed }).map(({ bars }) => hashBars(bars));
    expect(hashes(1)).toEqual(hashes(1));
    expect(new Set([...hashes(1), ...hashes(2)]).size).toBe(6);
  });

  it("names symbols SYN001 on, labels them synthetic, in US sessions of 2016 to 2019", () => {
    const [first] = universe;
    expect([first?.symbol, first?.sector, first?.bars.synthetic]).toEqual(["SYN001", "Technology", true]);
    expect(new Date(first?.bars.openTime[0] ?? NaN).toISOString()).toBe("2016-01-04T14:30:00.000Z");
    expect(new Date(first?.bars.openTime.at(-1) ?? NaN).getUTCFullYear()).toBe(2020);
  });

  it("moves together, more so within a sector", () => {
    const pairs: [number, boolean][] = [];
    for (const [index, a] of universe.entries()) {
      for (const b of universe.slice(index + 1))
        pairs.push([correlation(a.bars.close, b.bars.close), a.sector === b.sector]);
    }
    const average = (inside: boolean): number => {
      const found = pairs.filter((pair) => pair[1] === inside).map((pair) => pair[0]);
      return found.reduce((sum, value) => sum + value, 0) / found.length;
    };
    expect(average(false)).toBeGreaterThan(0.1);
    expect(average(true)).toBeGreaterThan(average(false) + 0.05);
  });
});

describe("syntheticMarket", () => {
  it.each(["trending", "falling", "gappy", "volatile", "illiquid", "flat"] as const)(
    "%s is valid bars, from its seed",
    (kind) => {
      const make = () => syntheticMarket({ kind, bars: 200, seed: 4 });
      expect(hashBars(make())).toBe(hashBars(make()));
      expect(make().close.length).toBe(200);
    },
  );

  it("is what it is called", () => {
    const last = (kind: "trending" | "falling" | "flat") =>
      syntheticMarket({ kind, bars: 500, seed: 4 }).close.at(-1) ?? NaN;
    expect(last("trending")).toBeGreaterThan(120);
    expect(last("falling")).toBeLessThan(80);
    expect(last("flat")).toBe(100);
  });

  it("refuses a kind that it does not know", () => {
    expect(() => syntheticMarket({ kind: "sideways" as never })).toThrow(
      /invalid kind: sideways; use one of trending/,
    );
  });
});
