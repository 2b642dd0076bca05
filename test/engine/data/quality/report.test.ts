import { describe, expect, it } from "vitest";
import {
  compareSources,
  inspectBars,
  inspectSurvivorship,
  resample,
  syntheticMarket,
  syntheticUniverse,
  type Bars,
  type CorporateAction,
} from "#engine/index.ts";
import { CHECKS, type QualityOptions } from "#engine/data/quality/report.ts";
import { COLUMNS_OF_BARS } from "#engine/market/bars.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

const daily = {
  ...syntheticMarket({ kind: "trending", bars: 300, seed: 8 }),
  calendar: "us-equity" as const,
};
const quarters = intradayBars(dayOf(2024, 10, 28), dayOf(2024, 12, 6));

/** A check, bars that must show it, the addresses it must name, and what else is known. */
type Planted = readonly [check: string, bars: Bars, addresses: readonly number[], options?: QualityOptions];

type Columns = { -readonly [name in keyof Bars]: Bars[name] };

/** A copy of bars with something done to its columns. */
function bent(bars: Bars, change: (copy: Columns) => void): Bars {
  const copy = Object.fromEntries(
    Object.entries(bars).map(([name, part]) => [
      name,
      part instanceof Float64Array ? part.slice() : (part as unknown),
    ]),
  ) as unknown as Columns;
  change(copy);
  return copy;
}

const scale = (copy: Columns, from: number, to: number, factor: number): void => {
  for (const column of [copy.open, copy.high, copy.low, copy.close])
    for (let bar = from; bar < to; bar++) column[bar] = (column[bar] ?? NaN) * factor;
};

/** Bars without some of them. */
function without(bars: Bars, gone: (bar: number) => boolean): Bars {
  const part = (column: Float64Array): Float64Array => column.filter((_, bar) => !gone(bar));
  return bent(bars, (copy) => {
    for (const name of COLUMNS_OF_BARS) copy[name] = part(copy[name]);
  });
}

const closeBefore = (bar: number): number => daily.close[bar - 1] ?? NaN;
const dividendAt = (bar: number, amount: number): CorporateAction => ({
  type: "dividend",
  symbol: "SYN",
  exTime: daily.openTime[bar] ?? NaN,
  amount,
});
const adjustedBy = (bar: number, factor: number): Float64Array =>
  daily.close.map((price, at) => (at < bar ? price * factor : price));
const due = (bar: number): number => closeBefore(bar) * 0.02;

describe("inspectBars", () => {
  it("gives clean bars a score of 1 and no findings, daily and intraday, over a change of the clocks and a half day", () => {
    for (const bars of [
      daily,
      quarters,
      resample(quarters, "1h"),
      intradayBars(dayOf(2024, 3, 1), dayOf(2024, 3, 14), "1h", "24-7"),
    ]) {
      expect(inspectBars(bars)).toMatchObject({ score: 1, issues: [], warnings: [] });
    }
  });

  const planted: readonly Planted[] = [
    ["not-a-price", bent(daily, ({ close }) => void (close[7] = NaN)), [7]],
    ["price-order", bent(daily, ({ high, close }) => void (high[9] = (close[9] ?? NaN) / 2)), [9]],
    ["duplicate-time", bent(daily, ({ openTime }) => void (openTime[5] = openTime[4] ?? NaN)), [5]],
    ["unsorted-time", bent(daily, ({ openTime }) => void (openTime[5] = openTime[3] ?? NaN)), [5]],
    [
      "early-knowledge",
      bent(daily, ({ availableAt, openTime }) => void (availableAt[5] = openTime[5] ?? NaN)),
      [5],
    ],
    ["bad-print", bent(daily, (copy) => scale(copy, 50, 51, 3)), [50]],
    ["missed-split", bent(daily, (copy) => scale(copy, 50, 300, 0.5)), [50]],
    ["large-move", bent(daily, (copy) => scale(copy, 50, 300, 0.4)), [50]],
    ["unit-error", bent(daily, (copy) => scale(copy, 50, 60, 100)), [50, 60]],
    ["unit-error", bent(daily, (copy) => scale(copy, 70, 71, 0.01)), [70]],
    [
      "stale-prices",
      bent(daily, ({ close, volume }) => void (close.fill(close[20] ?? NaN, 20, 27), volume.fill(0, 20, 27))),
      [24, 25, 26],
    ],
    ["moved-without-volume", bent(daily, ({ volume }) => void (volume[30] = 0)), [30]],
    [
      "volume-unit",
      bent(
        daily,
        ({ volume }) =>
          void volume.set(
            volume.subarray(150).map((each) => each * 100),
            150,
          ),
      ),
      [150],
    ],
    [
      "off-calendar",
      bent(
        daily,
        ({ openTime, closeTime, availableAt }) =>
          void [openTime, closeTime, availableAt].forEach(
            (column) => (column[4] = (column[4] ?? NaN) + 86_400_000),
          ),
      ),
      [4],
    ],
    ["missing-bars", without(daily, (bar) => bar === 40 || bar === 41), [40]],
    ["missing-bars", without(quarters, (bar) => bar === 40), [40]],
    ["unfinished-bar", daily, [299], { asOf: (daily.closeTime.at(-1) ?? NaN) - 1 }],
    [
      "split-without-move",
      daily,
      [80],
      { actions: [{ type: "split", symbol: "SYN", exTime: daily.openTime[80] ?? NaN, ratio: 4 }] },
    ],
    ["dividend-size", daily, [80], { actions: [dividendAt(80, closeBefore(80) * 0.5)] }],
    ["dividend-twice", daily, [82], { actions: [dividendAt(80, 0.5), dividendAt(82, 0.5)] }],
    ["adjustment-missing", daily, [80], { actions: [dividendAt(80, due(80))], adjustedClose: daily.close }],
    [
      "ex-date-shifted",
      daily,
      [80],
      { actions: [dividendAt(80, due(80))], adjustedClose: adjustedBy(83, 0.98) },
    ],
    [
      "dividend-counted-twice",
      daily,
      [80],
      { actions: [dividendAt(80, due(80))], adjustedClose: adjustedBy(80, 0.98 * 0.98) },
    ],
    ["unexplained-adjustment", daily, [90], { adjustedClose: adjustedBy(90, 0.9) }],
  ];

  const cases = planted.map(([check, bars, addresses, options = {}]) => ({
    check,
    bars,
    addresses,
    options,
  }));

  it.each(cases)("finds $check (case %#) by its bars", ({ check, bars, addresses, options }) => {
    const { score, issues, warnings } = inspectBars(bars, options);
    expect([...issues, ...warnings].find((finding) => finding.check === check)?.bars).toEqual(addresses);
    expect(score).toBeLessThan(1);
    expect(score).toBeGreaterThanOrEqual(0);
  });

  it("takes a shifted ex-date for one mistake, and a fall of a third for none", () => {
    const shifted = inspectBars(daily, {
      actions: [dividendAt(80, due(80))],
      adjustedClose: adjustedBy(83, 0.98),
    });
    expect([...shifted.issues, ...shifted.warnings].map(({ check }) => check)).toEqual(["ex-date-shifted"]);
    expect(inspectBars(bent(daily, (copy) => scale(copy, 50, 300, 0.66))).score).toBe(1);
  });

  it("finds a zone that did not change its clocks, and bars after an early close", () => {
    const hour = 3_600_000;
    const winter = quarters.openTime.findIndex((time) => time > Date.UTC(2024, 10, 3));
    const shifted = bent(quarters, ({ openTime, closeTime, availableAt }) => {
      for (const column of [openTime, closeTime, availableAt])
        for (let bar = winter; bar < column.length; bar++) column[bar] = (column[bar] ?? NaN) - hour;
    });
    expect(inspectBars(shifted).issues.map(({ check }) => check)).toContain("clock-shift");
    const late = bent(quarters, ({ openTime, closeTime, availableAt }) => {
      const friday = openTime.findIndex((time) => time > Date.UTC(2024, 10, 29)) + 13;
      for (const column of [openTime, closeTime, availableAt])
        column[friday] = (column[friday] ?? NaN) + hour;
    });
    expect(inspectBars(late).warnings.map(({ check }) => check)).toContain("half-day-count");
  });

  it("takes a dividend that is adjusted right, and a known split, for what they are", () => {
    const options = { actions: [dividendAt(80, due(80))], adjustedClose: adjustedBy(80, 0.98) };
    expect(inspectBars(daily, options)).toMatchObject({ score: 1 });
    const split = bent(daily, (copy) => scale(copy, 50, 300, 0.25));
    const known = {
      actions: [{ type: "split" as const, symbol: "SYN", exTime: daily.openTime[50] ?? NaN, ratio: 4 }],
    };
    expect(inspectBars(split, known)).toMatchObject({ issues: [], warnings: [] });
  });

  it("has a planted fault for every check", () => {
    const tested = new Set([...planted.map(([check]) => check), "clock-shift", "half-day-count"]);
    expect(CHECKS.map(({ check }) => check).filter((check) => !tested.has(check))).toEqual([]);
  });
});

describe("across symbols and sources", () => {
  it("warns where every symbol of a universe is alive at the end, and not where one has died", () => {
    const all = syntheticUniverse({ symbols: 12, bars: 1000 }).map(({ bars }) => bars);
    expect(inspectSurvivorship(all)?.check).toBe("survivorship");
    const [first, ...rest] = all;
    if (!first) throw new Error("twelve symbols");
    expect(inspectSurvivorship([...rest, without(first, (bar) => bar > 500)])).toBeUndefined();
  });

  it("warns where two sources differ by more than 5 bps on more than 1 % of their days", () => {
    const other = (every: number): Bars =>
      bent(daily, ({ close }) =>
        close.forEach((price, bar) => bar % every === 0 && (close[bar] = price * 1.001)),
      );
    expect(compareSources(daily, other(10))?.count).toBe(30);
    expect(compareSources(daily, other(150))).toBeUndefined();
    expect(compareSources(daily, daily)).toBeUndefined();
  });
});
