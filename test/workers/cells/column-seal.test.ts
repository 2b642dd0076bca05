import { expect, test } from "vitest";
import { COLUMNS_OF_BARS } from "#engine/market/bars.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { sealOf } from "#workers/cells/column-seal.ts";

test("the seal of bars is another after any single value of any column was written to", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 7, symbol: "SEAL" });
  const seal = sealOf(bars);
  for (const name of COLUMNS_OF_BARS)
    for (let bar = 0; bar < 7; bar++) {
      const value = bars[name][bar] ?? NaN;
      bars[name][bar] = value + 1;
      expect(sealOf(bars)).not.toBe(seal);
      bars[name][bar] = value;
      expect(sealOf(bars)).toBe(seal);
    }
});

test("the seal of bars is another after two values changed places", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 8, symbol: "SEAL" });
  const seal = sealOf(bars);
  bars.close.reverse();
  expect(sealOf(bars)).not.toBe(seal);
});
