import { describe, expect, it } from "vitest";
import { indicators } from "#engine/indicators/catalogue.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import {
  hasFixtures,
  needsFixtures,
  readJsonFixture,
  realBars,
  REAL_SERIES,
} from "#test/arbitraries/fixtures.ts";
import { TALIB_CASES, TULIP_CASES, type GoldenCase } from "./golden-cases.ts";

interface Sampled {
  readonly begin: number;
  readonly out: Readonly<Record<string, { readonly i: readonly number[]; readonly v: readonly number[] }>>;
}
interface TalibFile {
  readonly ta: Readonly<Record<string, Sampled>>;
  readonly tulip_values: Readonly<Record<string, Sampled>>;
}

function compare(series: (typeof REAL_SERIES)[number], golden: Sampled | undefined, rule: GoldenCase): void {
  if (!golden) throw new Error(`no ${rule[0]} in the fixture of ${series}`);
  const [, kind, params, outputs, { tolerance = 1e-9, begin = 0, from } = {}] = rule;
  const bars = realBars(series);
  const columns = indicators.find(kind).columns(bars, params);
  for (const [theirs, ours] of Object.entries(outputs)) {
    const { i, v } = golden.out[theirs] ?? { i: [], v: [] };
    const column = columns[ours];
    expect(i.length).toBeGreaterThan(10);
    if (from === undefined) {
      const first = column?.findIndex((value) => value === value) ?? -1;
      // Where TA-Lib starts two outputs together, the earlier of ours starts when it has its own window.
      expect(first === golden.begin || first === golden.begin + begin, `first bar ${first}`).toBe(true);
    }
    for (const [index, bar] of i.entries())
      if (bar >= (from ?? 0)) expectClose(column?.[bar], v[index] ?? NaN, tolerance, `${ours} at bar ${bar}`);
  }
}

describe.skipIf(!hasFixtures)(needsFixtures("indicators equal the reference libraries"), () => {
  describe.each(REAL_SERIES)("on %s", (series) => {
    const file = hasFixtures ? readJsonFixture<TalibFile>(`talib/${series}.json`) : undefined;

    for (const rule of TALIB_CASES)
      it(`TA-Lib's ${rule[0]}, from the same first bar`, () => compare(series, file?.ta[rule[0]], rule));

    for (const rule of TULIP_CASES)
      it(`Tulip's ${rule[0]}`, () => compare(series, file?.tulip_values[rule[0]], rule));
  });
});
