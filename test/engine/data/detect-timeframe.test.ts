import { describe, expect, it } from "vitest";
import { detectTimeframe } from "#engine/data/detect-timeframe.ts";
import { resample } from "#engine/data/resample.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

describe("detectTimeframe", () => {
  const minutes = intradayBars(dayOf(2024, 1, 2), dayOf(2024, 4, 30), "5m");

  it.each(["5m", "15m", "30m", "1h", "4h", "1d", "1w", "1M"] as const)(
    "finds %s again, over holidays and changes of the clocks",
    (timeframe) => {
      expect(detectTimeframe(resample(minutes, timeframe).openTime)).toBe(timeframe);
    },
  );

  it("takes a single stamp for a daily one", () => {
    expect(detectTimeframe([0])).toBe("1d");
  });
});
