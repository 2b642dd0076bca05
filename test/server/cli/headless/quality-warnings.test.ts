import { expect, test } from "vitest";
import { qualityOf } from "#workers/cells/report-quality.ts";
import { qualityWarnings } from "#server/cli/headless/quality-warnings.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const market = (symbol: string, seed: number) => ({
  ...syntheticMarket({ kind: "trending", bars: 300, seed }),
  symbol,
});

test("a bar far from its neighbours is told with the score of the app's report, the worst symbol first", () => {
  const clean = market("CLEAN", 1);
  const [high, close] = [clean.high.slice(), clean.close.slice()];
  high[150] = close[150] = 5000;
  const spoilt = { ...clean, symbol: "SPOILT", high, close };
  const warnings = qualityWarnings({ options: { bars: [clean, spoilt] } });
  expect(warnings[0]).toMatch(/^data of SPOILT are \d+ of 100: /);
  for (const { message } of qualityOf(spoilt).findings.slice(0, 5)) expect(warnings[0]).toContain(message);
  expect(warnings.length).toBe(1 + Math.min(1, qualityOf(clean).findings.length));
});

test("of more than twenty symbols the rest are counted", () => {
  const bars = Array.from({ length: 23 }, (_, seed) => {
    const made = market(`S${seed}`, seed);
    return { ...made, volume: made.volume.map((value, bar) => (bar === 9 ? 0 : value)) };
  });
  const warnings = qualityWarnings({ options: { bars } });
  expect([warnings.length, warnings.at(-1)]).toEqual([21, "data of 3 more symbols have findings"]);
});
