import { describe, expect, it } from "vitest";
import { indicators } from "#engine/indicators/catalogue.ts";
import type { Bars } from "#engine/market/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readFixture } from "#test/arbitraries/fixtures.ts";
import { LEAN_CASES } from "./golden-cases.ts";

/** A fixture's columns by their lower-case header; NaN where nothing is printed. */
function columnsOf(file: string): (name: string) => Float64Array | undefined {
  const [head = [], ...rows] = readFixture(`indicators/${file}`)
    .trim()
    .split(/\r?\n/)
    .map((row) => row.split(","));
  const names = head.map((name) => name.trim().toLowerCase());
  return (name) => {
    const at = names.indexOf(name.toLowerCase());
    return at < 0 ? undefined : Float64Array.from(rows, (row) => (row[at] ? Number(row[at]) : NaN));
  };
}

/** Bars of what the fixture has; the close where it has no other price, since its stamps are not ours to check. */
function barsOf(column: (name: string) => Float64Array | undefined): Bars {
  const close = column("close") ?? new Float64Array();
  const time = close.map((_, bar) => bar * 86_400_000);
  return {
    symbol: "SPY",
    timeframe: "1d",
    openTime: time,
    closeTime: time,
    availableAt: time,
    open: column("open") ?? close,
    high: column("high") ?? close,
    low: column("low") ?? close,
    close,
    volume: column("volume") ?? close,
  };
}

describe.skipIf(!hasFixtures)(
  needsFixtures("indicators equal the third-party columns of Lean's tests"),
  () => {
    it.each(LEAN_CASES)("%s: %s", (file, kind, params, outputs, { tolerance, from = 0, unit = 1 }) => {
      const column = columnsOf(file);
      const columns = indicators.find(kind).columns(barsOf(column), params);
      for (const [theirs, ours] of Object.entries(outputs)) {
        let compared = 0;
        for (const [bar, value] of (column(theirs) ?? []).entries()) {
          if (value !== value || bar < from) continue;
          compared += 1;
          expectClose((columns[ours]?.[bar] ?? NaN) / unit, value / unit, tolerance, `${ours} at bar ${bar}`);
        }
        expect(compared, theirs).toBeGreaterThan(60);
      }
    });
  },
);
