import { describe, expect, it } from "vitest";
import {
  fees,
  ibkrFixed,
  ibkrFx,
  ibkrOptions,
  ibkrTiered,
  noFees,
  percent,
  usRegulatory,
} from "#engine/index.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { feeRequest } from "#test/arbitraries/requests.ts";

interface Costs {
  readonly ibkr_us_stock_fixed: readonly { shares: number; price: number; usd: number }[];
  readonly ibkr_us_stock_tiered_commission_only: readonly {
    readonly shares: number;
    readonly price: number;
    readonly usd: number;
    readonly month_before?: number;
  }[];
  readonly sec31_per_million: readonly (readonly [string, number])[];
  readonly finra_taf_per_share_max: readonly (readonly [string, number, number])[];
}

describe.skipIf(!hasFixtures)(needsFixtures("fees equal the published examples (quant/costs.json)"), () => {
  const costs = hasFixtures ? readJsonFixture<Costs>("quant/costs.json") : undefined;

  it("IBKR fixed", () => {
    for (const { shares, price, usd } of costs?.ibkr_us_stock_fixed ?? [])
      expectClose(ibkrFixed().charge(feeRequest({ quantity: shares, price })), usd, 1e-9);
  });

  it("IBKR tiered", () => {
    for (const {
      shares,
      price,
      usd,
      month_before: monthQuantity = 0,
    } of costs?.ibkr_us_stock_tiered_commission_only ?? [])
      expectClose(ibkrTiered().charge(feeRequest({ quantity: shares, price, monthQuantity })), usd, 1e-9);
  });

  it("SEC and FINRA on sales, by date", () => {
    const sale = (time: number, quantity: number, price: number): number =>
      usRegulatory().charge(feeRequest({ side: -1, quantity, price, time }));
    for (const [index, [from, rate]] of (costs?.sec31_per_million ?? []).entries()) {
      const time = Date.parse(from);
      const taf = [0.000166, 0.000166, 0.000195][index] ?? NaN;
      expectClose(sale(time, 1000, 1000), rate + Math.min(1000 * taf, 8.3), 1e-9);
    }
    for (const [from, perShare, most] of costs?.finra_taf_per_share_max ?? []) {
      const time = Date.parse(from) + 1;
      const small = sale(time, 100, 1e-9);
      expectClose(small, 100 * perShare, 1e-9);
      expectClose(sale(time, 1e7, 1e-12), most, 1e-9);
    }
  });
});

describe("fee schedules", () => {
  it("in tiers charge each share at the volume of the month that it falls into", () => {
    const fee = ibkrTiered().charge(feeRequest({ quantity: 4_000_000, price: 100, monthQuantity: 299_000 }));
    expectClose(fee, 1000 * 0.0035 + 2_700_000 * 0.002 + 1_299_000 * 0.0015, 1e-9);
  });

  it("charge regulators' fees on sales only, and where asked", () => {
    const [buying, selling] = [1 as const, -1 as const].map((side) =>
      ibkrFixed({ regulatory: true }).charge(
        feeRequest({ side, quantity: 100, price: 100, time: Date.UTC(2024, 6, 1) }),
      ),
    );
    expect(buying).toBe(1);
    expectClose(selling, 1 + 0.278 + 0.0166, 1e-9);
    const tiered = ibkrTiered({ regulatory: true }).charge(
      feeRequest({ side: -1, quantity: 100, price: 100, time: Date.UTC(2024, 6, 1) }),
    );
    expectClose(tiered, 0.35 + 0.278 + 0.0166, 1e-9);
  });

  it("in tiers hand on what exchanges, clearing and regulators charge, where asked", () => {
    // 1,000 at 25, by hand from design/costs.md: 3.50; 3.00 to the exchange, 0.20 for clearing, 0.06 for the audit trail;
    // 0.000175 and 0.00056 of the commission; on the sale 20.60 per million and 0.000195 per share.
    const order = { quantity: 1000, price: 25, time: Date.UTC(2026, 5, 1) };
    const handedOn = 3.5 + 3 + 0.2 + 0.06 + 3.5 * (0.000175 + 0.00056);
    const all = ibkrTiered({ passThrough: true, regulatory: true });
    expectClose(all.charge(feeRequest({ ...order, side: 1 })), handedOn, 1e-12);
    expectClose(all.charge(feeRequest({ ...order, side: -1 })), handedOn + 0.515 + 0.195, 1e-12);
    // The cap is on the commission alone: 1,000 at 0.25 pay 2.50 of it.
    const penny = ibkrTiered({ passThrough: true }).charge(feeRequest({ ...order, price: 0.25 }));
    expectClose(penny, 2.5 + 3.26 + 2.5 * 0.000735, 1e-12);
  });

  it("in tiers give each order only the volume that its month has left in a tier", () => {
    const fee = ibkrTiered().charge(feeRequest({ quantity: 1000, price: 25, monthQuantity: 400_000 }));
    expectClose(fee, 1000 * 0.002, 1e-9);
  });

  it("in tiers hand on NASDAQ's rebate for what made liquidity, and its fee for what took it", () => {
    // Interactive Brokers, NASDAQ exchange fees, 1.00 and more per share: remove 0.0030, add (0.0021).
    const order = { quantity: 1000, price: 25 };
    const rest = 3.5 + 0.2 + 0.06 + 3.5 * 0.000735;
    const schedule = ibkrTiered({ passThrough: true });
    const charge = (made: number) =>
      schedule.charge(feeRequest({ ...order, madeQuantity: made, madeValue: 25 * made }));
    expectClose(charge(1000), rest - 2.1, 1e-12);
    expectClose(charge(400), rest + 0.6 * 3 - 0.4 * 2.1, 1e-12);
  });

  it("for currencies take 0.20 basis points, at least 2", () => {
    // design/costs.md, FX: 1,000,000 EUR at 1.10 are 22.00; 50,000 are 1.10, under the minimum.
    expectClose(ibkrFx().charge(feeRequest({ quantity: 1_000_000, price: 1.1 })), 22, 1e-12);
    expect(ibkrFx().charge(feeRequest({ quantity: 50_000, price: 1.1 }))).toBe(2);
  });

  it.each([
    [10, 2.5, 6.5],
    [10, 0.1, 6.5],
    [10, 0.09, 5],
    [10, 0.05, 5],
    [10, 0.04, 2.5],
    [1, 2.5, 1],
    [3, 0.01, 1],
  ])("for options take %d contracts at a premium of %d for %d", (contracts, premium, usd) => {
    // design/costs.md, US options: 0.65 from a premium of 0.10, 0.50 from 0.05, 0.25 below, at least 1.
    const request = feeRequest({ quantity: 100 * contracts, price: premium });
    expectClose(ibkrOptions().charge(request), usd, 1e-12);
    expectClose(
      ibkrOptions({ contractUnits: 1 }).charge(feeRequest({ quantity: contracts, price: premium })),
      usd,
      1e-12,
    );
  });

  it("by percentage pay a maker's rebate, which a minimum of 0 does not take back", () => {
    const made = feeRequest({ quantity: 100, price: 25, madeQuantity: 40, madeValue: 1000 });
    expectClose(percent({ pct: 0.05, makerPct: -0.01 }).charge(made), 0.75 - 0.1, 1e-12);
    const all = feeRequest({ quantity: 100, price: 25, madeQuantity: 100, madeValue: 2500 });
    expectClose(percent({ pct: 0.05, makerPct: -0.01 }).charge(all), -0.25, 1e-12);
    expect(percent({ pct: 0.05, makerPct: -0.01, minimum: 1 }).charge(all)).toBe(1);
    expect(percent({ pct: 0.05 }).charge(all)).toBe(1.25);
  });

  it("by percentage have a fixed part and a minimum", () => {
    expect(percent({ pct: 0.1, fixed: 1 }).charge(feeRequest())).toBe(3.5);
    expect(percent({ pct: 0.1, minimum: 5 }).charge(feeRequest())).toBe(5);
    expect(noFees().charge(feeRequest())).toBe(0);
  });

  it("never fall as an order fills: a part never earns money", () => {
    for (const block of fees.blocks) {
      let before = 0;
      for (const quantity of [1, 10, 100, 1000, 1e5, 1e7]) {
        const charge = block
          .of({})
          .charge(feeRequest({ side: -1, quantity, price: 20, time: Date.UTC(2026, 5, 1) }));
        expect(charge).toBeGreaterThanOrEqual(before);
        before = charge;
      }
    }
  });
});
