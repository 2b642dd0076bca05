import { describe, expect, it } from "vitest";
import { openBook } from "#engine/execution/book.ts";
import { startClock } from "#engine/execution/clock.ts";
import { flatBars } from "#test/arbitraries/bars.ts";

describe("the clock", () => {
  it("gives every open and close once, in time order, closes before opens at one moment", () => {
    const stock = openBook(flatBars([1, 1, 1], "A"), 0);
    const coinBars = flatBars([1, 1, 1], "B");
    const start = (coinBars.openTime[0] ?? 0) - 3_600_000;
    const openTime = Float64Array.of(start, start + 86_400_000, start + 172_800_000);
    const coin = openBook({ ...coinBars, openTime, closeTime: openTime.map((time) => time + 86_400_000) }, 0);
    const clock = startClock([stock, coin]);
    const seen: string[] = [];
    let before = -Infinity;
    while (clock.advance()) {
      expect(clock.time).toBeGreaterThanOrEqual(before);
      before = clock.time;
      for (const book of clock.group) {
        seen.push(`${clock.phase} ${book.symbol}`);
        book.inside = clock.phase === "open";
        if (clock.phase === "close") book.bar += 1;
      }
    }
    const day = ["open B", "open A", "close A", "close B"];
    expect(seen).toEqual([...day, ...day, ...day]);
  });
});
