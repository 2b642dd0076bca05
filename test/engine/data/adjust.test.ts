import { gunzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustBars, parseBarsCsv, type Bars, type CorporateAction } from "#engine/index.ts";
import { usEquity } from "#engine/market/calendar.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture, realBars } from "#test/arbitraries/fixtures.ts";

const DAY_MS = 86_400_000;
const bars = flatBars([100, 100, 50, 50, 49]);
const at = (bar: number): number => bars.openTime[bar] ?? NaN;
const split: CorporateAction = { type: "split", symbol: "TEST", exTime: at(2), ratio: 2 };
const dividend: CorporateAction = { type: "dividend", symbol: "TEST", exTime: at(4), amount: 1 };

describe("adjustBars", () => {
  it("divides prices before a split and multiplies their volume; the last bar keeps its price", () => {
    const adjusted = adjustBars(bars, [split]);
    expect([...adjusted.close]).toEqual([50, 50, 50, 50, 49]);
    expect([...adjusted.volume]).toEqual([2e6, 2e6, 1e6, 1e6, 1e6]);
    expect([...bars.close]).toEqual([100, 100, 50, 50, 49]);
  });

  it("takes dividends out where total return is asked for: the close before counts for 1 - amount / close", () => {
    const adjusted = adjustBars(bars, [dividend, split], { dividends: true });
    expect([...adjusted.close]).toEqual([49, 49, 49, 49, 49]);
    expect(adjustBars(bars, [dividend])).toBe(bars);
  });

  it("leaves alone what was not known yet, other symbols, and what lies outside the bars", () => {
    expect(adjustBars(bars, [split], { knownAt: at(1) })).toBe(bars);
    expect(adjustBars(bars, [{ ...split, symbol: "OTHER" }])).toBe(bars);
    expect(
      adjustBars(bars, [
        { ...split, exTime: at(0) },
        { ...split, exTime: at(4) + DAY_MS },
      ]),
    ).toBe(bars);
  });

  it("is the same whatever the order of the actions", () => {
    const law = fc.property(fc.shuffledSubarray([split, dividend], { minLength: 2 }), (actions) => {
      expect(adjustBars(bars, actions, { dividends: true })).toEqual(
        adjustBars(bars, [split, dividend], { dividends: true }),
      );
    });
    fc.assert(law, { seed: 1, numRuns: 10 });
  });

  describe.skipIf(!hasFixtures)(
    needsFixtures("against zipline's raw bars and another source's adjusted ones"),
    () => {
      interface Golden {
        readonly splits: readonly (readonly [string, string, number])[];
        readonly dividends: readonly (readonly [string, string, number])[];
      }
      const session = (date: string): number => usEquity.session(Date.parse(date) / DAY_MS).openTime;

      function rawBars(symbol: string): Bars {
        const text = gunzipSync(
          readFileSync("../shared/fixtures/market/us9_daily_raw_2004_2014.csv.gz"),
        ).toString();
        const [header = "", ...rows] = text.trim().split("\n");
        const own = rows.filter((row) => row.startsWith(`${symbol},`));
        return parseBarsCsv([header, ...own].join("\n"), { symbol });
      }

      function actionsOf(): CorporateAction[] {
        const { splits, dividends } = readJsonFixture<Golden>("market/us9_corporate_actions.json");
        return [
          ...splits.map(([symbol, date, ratio]) => ({
            type: "split" as const,
            symbol,
            exTime: session(date),
            ratio: 1 / ratio,
          })),
          ...dividends.map(([symbol, date, amount]) => ({
            type: "dividend" as const,
            symbol,
            exTime: session(date),
            amount,
          })),
        ];
      }

      it("reads 5 splits and 233 dividends", () => {
        expect(actionsOf().filter(({ type }) => type === "split").length).toBe(5);
        expect(actionsOf().length).toBe(238);
      });

      it("turns Apple's raw closes of 2013-2014 into the split-adjusted ones of the Observable sample, over the 7:1 of June 2014", () => {
        const adjusted = adjustBars(rawBars("AAPL"), actionsOf());
        const sample = realBars("AAPL_obs_1d");
        const closes = new Map(Array.from(sample.openTime, (time, bar) => [time, sample.close[bar] ?? NaN]));
        let compared = 0;
        for (const [bar, time] of adjusted.openTime.entries()) {
          const expected = closes.get(time);
          if (expected === undefined) continue;
          compared += 1;
          // Zipline prints thousandths of unsplit prices.
          expectClose((adjusted.close[bar] ?? NaN) / expected, 1, 5e-5, new Date(time).toISOString());
        }
        expect(compared).toBeGreaterThan(390);
      });

      it("gives a total return that is the chain of daily ones with dividends paid at the close", () => {
        const raw = rawBars("MSFT");
        const actions = actionsOf();
        const adjusted = adjustBars(raw, actions, { dividends: true });
        let chain = 1;
        for (let bar = 1; bar < raw.close.length; bar++) {
          const paid = actions.filter(
            (action) =>
              action.type === "dividend" && action.symbol === "MSFT" && action.exTime === raw.openTime[bar],
          );
          const amount = paid.reduce(
            (sum, action) => sum + (action.type === "dividend" ? action.amount : 0),
            0,
          );
          chain *= (raw.close[bar] ?? NaN) / ((raw.close[bar - 1] ?? NaN) - amount);
        }
        expectClose((adjusted.close.at(-1) ?? NaN) / (adjusted.close[0] ?? NaN), chain, 1e-12);
        expect(chain).toBeGreaterThan((raw.close.at(-1) ?? NaN) / (raw.close[0] ?? NaN));
      });
    },
  );
});
