import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStamp } from "#engine/data/bar-times.ts";
import { parseBarsCsv, readBarsCsv } from "#engine/data/bars-csv.ts";
import { EngineError } from "#engine/errors.ts";
import { alwaysOpen } from "#engine/market/calendar.ts";
import { realBars } from "#test/arbitraries/fixtures.ts";

const options = { symbol: "T", timeframe: "1d" } as const;
const HEADER = "date,open,high,low,close,volume";

describe("parseBarsCsv", () => {
  it("reads the sample data whole: 5,105 bars of the S&P 500 and 1,260 of Apple", () => {
    const sp500 = realBars("SP500_1d");
    expect(sp500.close.length).toBe(5105);
    expect([sp500.close[0], sp500.close.at(-1)]).toEqual([1455.219971, 2874.560059]);
    expect(new Date(sp500.closeTime[0] ?? NaN).toISOString()).toBe("2000-01-03T21:00:00.000Z");
    const apple = realBars("AAPL_obs_1d");
    expect([apple.close.length, apple.close[0]]).toEqual([1260, 64.96286]);
  });

  it("takes any case, any order, quotes, CRLF, a byte-order mark and columns that it does not need", () => {
    const text =
      '\uFEFF"Close",Adj Close,VOLUME,"High",Low,Open,Timestamp\r\n"2","1,9",100,3,1,1.5,2020-01-02\r\n';
    const bars = parseBarsCsv(text, options);
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([
      1.5, 3, 1, 2, 100,
    ]);
  });

  it.each([";", "\t"])("reads fields parted by %j where the header has no comma, quotes too", (separator) => {
    const lines = [HEADER.split(","), ["2020-01-02", "1", "3", "1", '"2"', "100"]];
    const bars = parseBarsCsv(lines.map((line) => line.join(separator)).join("\n"), options);
    expect([bars.close[0], bars.volume[0]]).toEqual([2, 100]);
  });

  it("reads rows newest first and dates by day or month as the same bars, and says so", () => {
    const days = [2, 3, 6, 14];
    const text = (stamp: (day: number) => string, order = days) =>
      [HEADER, ...order.map((day) => `${stamp(day)},${day},${day + 1},1,${day},${day}`)].join("\n");
    const expected = parseBarsCsv(
      text((day) => `2020-01-${String(day).padStart(2, "0")}`),
      options,
    );
    const american = readBarsCsv(
      text((day) => `1/${day}/2020`, days.toReversed()),
      options,
    );
    expect(american.bars).toEqual(expected);
    expect(american.remarks).toEqual([
      "dates read as month/day/year (mdy), as 1/14/2020 on line 2 shows",
      "rows were newest first; they were put in order",
    ]);
    const british = (given: object) =>
      readBarsCsv(
        text((day) => `${day}/1/2020`),
        { ...options, ...given },
      );
    expect(british({}).bars).toEqual(expected);
    expect(british({ dates: "dmy" })).toEqual({ bars: expected, remarks: [] });
    expect(() => british({ dates: "mdy" })).toThrow("invalid time: 14/1/2020 on line 5; use ISO");
    expect(() => british({ dates: "mdy" })).toThrow("dates: mdy was given");
  });

  it("says what to do about decimal commas", () => {
    const text = `${HEADER.replaceAll(",", ";")}\n2020-01-02;1,5;3;1;2;100`;
    expect(() => parseBarsCsv(text, options)).toThrow(
      "invalid open: 1,5 on line 2; use a point for the comma, as in 101.25",
    );
  });

  it.each([
    ["2020-01-02T10:00:00Z", "1577959200000"],
    ["2020-01-02 05:00-05:00", "1577959200"],
    ["2020-01-02T10:00", "1577959200000.0"],
  ])("reads %s as epoch %s", (iso, epoch) => {
    const read = (stamp: string) =>
      parseBarsCsv(`time,open,high,low,close\n${stamp},1,1,1,1`, { symbol: "T", timeframe: "1h" });
    expect(read(iso).openTime[0]).toBe(1577959200000);
    expect(read(epoch).openTime[0]).toBe(1577959200000);
    expect(read(iso).closeTime[0]).toBe(1577959200000 + 3_600_000);
  });

  it("reads eight digits as the date that they are, and refuses a day that does not exist", () => {
    const read = (stamp: string) => parseBarsCsv(`date,open,high,low,close\n${stamp},1,1,1,1`, options);
    expect(read("20200102").openTime).toEqual(read("2020-01-02").openTime);
    expect(() => read("20200231")).toThrow("invalid time: 20200231 on line 2");
    // Under 1900 no date: seconds of 1970.
    expect(parseStamp("18000101")).toBe(18000101000);
  });

  it("gives NaN volume where the source has none", () => {
    expect(parseBarsCsv("date,open,high,low,close\n2020-01-02,1,1,1,1", options).volume).toEqual(
      Float64Array.of(NaN),
    );
  });

  it("finds the timeframe and the kind of market in the stamps where they are not given", () => {
    const rows = (stamps: readonly string[]): string =>
      ["time,open,high,low,close", ...stamps.map((stamp) => `${stamp},1,1,1,1`)].join("\n");
    const stock = parseBarsCsv(
      rows(["2024-11-29T14:30", "2024-11-29T15:30", "2024-11-29T16:30", "2024-11-29T17:30"]),
      { symbol: "T" },
    );
    expect([stock.timeframe, stock.calendar]).toEqual(["1h", "us-equity"]);
    expect(new Date(stock.closeTime.at(-1) ?? 0).toISOString()).toBe("2024-11-29T18:00:00.000Z");
    const coin = parseBarsCsv(rows(["2024-11-29", "2024-11-30", "2024-12-01"]), { symbol: "C" });
    expect([coin.timeframe, coin.calendar, (coin.closeTime[1] ?? 0) % 86_400_000]).toEqual(["1d", "24-7", 0]);
  });

  it("takes a UTC day as the session of a market that never closes", () => {
    const bars = parseBarsCsv(`${HEADER}\n2020-01-04,1,1,1,1,1`, { ...options, calendar: alwaysOpen });
    expect((bars.closeTime[0] ?? 0) - (bars.openTime[0] ?? 0)).toBe(86_400_000);
  });

  it.each([
    ["", /empty csv/, undefined],
    ["date,open,high,close\n", /missing column: low; give a header/, 1],
    [
      `${HEADER}\n2020-01-02,1,1,1,1,1\n2020-01-03,1,abc,1,1,1`,
      /invalid high: abc on line 3; use a plain number/,
      3,
    ],
    [`${HEADER}\n2020-01-02,1,1,1,,1`, /invalid close: \(empty\) on line 2/, 2],
    [`${HEADER}\n2020-13-02,1,1,1,1,1`, /invalid time: 2020-13-02 on line 2; use ISO/, 2],
    [`${HEADER}\n2020-02-30,1,1,1,1,1`, /invalid time: 2020-02-30/, 2],
    [`${HEADER}\n2020-01-02,1,1,1,1`, /wrong number of fields: 5 on line 2; give 6/, 2],
    [
      `${HEADER}\n2020-01-03,1,1,1,1,1\n\n2020-01-02,1,1,1,1,1\n2020-01-03,1,1,1,1,1`,
      /duplicate time: .*line 5/,
      5,
    ],
    [`${HEADER}\n2020-01-03,1,1,1,1,1\n2020-01-02,1,1,2,1,1`, /high 1 is below low 2.*line 3/, 3],
    [`${HEADER}\n01/02/2020,1,1,1,1,1`, /unclear date: 01\/02\/2020 on line 2 .*say which with dates/, 2],
    [`${HEADER}\n2020-01-02,1,1,1,1,1\n2020-01-02,1,1,1,1,1`, /duplicate time: .*line 3/, 3],
    [`${HEADER}\n2020-01-02,1,1,2,1,1`, /high 1 is below low 2.*line 2/, 2],
    [`${HEADER}\n2020-01-02,5,3,1,2,1`, /open 5 is outside low 1 to high 3/, 2],
    [`${HEADER}\n2020-01-02,1,1,1,1,-1`, /invalid volume: -1/, 2],
    [`${HEADER}\n2020-01-02,"1,1,1,1,1`, /quote never closed, opened on line 2/, 2],
    [`${HEADER}\n2020-01-02,"1"x,1,1,1,1`, /text after a closing quote on line 2/, 2],
  ])("refuses %j by line, field and value", (text, message, row) => {
    let error: unknown;
    try {
      parseBarsCsv(text, options);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).code).toBe("bad-csv");
    expect((error as EngineError).message).toMatch(message);
    expect((error as EngineError).site.row).toBe(row);
  });

  it("answers any text with bars or an EngineError, never another error or a hang", () => {
    const piece = fc.oneof(
      fc.constantFrom(HEADER, "\n", "\r\n", '"', ",", "2020-01-02", "1", "1e9", "-", "NaN", "date", "\uFEFF"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, headed) => {
        try {
          const bars = parseBarsCsv((headed ? `${HEADER}\n` : "") + pieces.join(""), options);
          expect(bars.close.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      }),
      { seed: 5, numRuns: 3000 },
    );
  });
});
