import { afterAll, afterEach, describe, expect, test } from "vitest";
import { alwaysOpen } from "#engine/market/calendar.ts";
import { VENDORS } from "#server/providers/catalogue.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import type { BarRow, BarsQuery, Provider } from "#server/providers/provider.ts";
import { fakeMarket } from "./fake/market.ts";
import { quickClock } from "./fake/quick-clock.ts";
import { startFakeProvider } from "./fake/server.ts";

const stocks = fakeMarket();
const coins = fakeMarket(alwaysOpen);
const [exchange, coinExchange] = await Promise.all([
  startFakeProvider({ market: stocks }),
  startFakeProvider({ market: coins }),
]);
afterAll(() => Promise.all([exchange.close(), coinExchange.close()]));

afterEach(() => {
  exchange.faults.length = coinExchange.faults.length = 0;
});
const providers = openProviders(
  { ...exchange.environment, BINANCE_URL: coinExchange.url("binance") },
  quickClock(),
);
const names = VENDORS.map((vendor) => vendor.name);
const marketOf = (provider: Provider) => (provider.calendar === "24-7" ? coins : stocks);
const YEARS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };

async function rowsOf(provider: Provider, query: BarsQuery): Promise<BarRow[]> {
  const rows: BarRow[] = [];
  let through = query.from;
  for await (const page of provider.fetchBars(query)) {
    expect(page.rows.every(({ time }) => time >= through && time < query.to)).toBe(true);
    expect(page.through).toBeGreaterThan(through);
    through = page.through;
    rows.push(...(page.adjusted === "raw" ? page.rows : page.rows.map((row) => rawOf(row, query.symbol))));
  }
  expect(through).toBe(query.to);
  return rows;
}

/** Puts back what a provider took out for splits. */
function rawOf(row: BarRow, symbol: string): BarRow {
  let ratio = 1;
  for (const each of stocks.actions(symbol))
    if (each.type === "split" && each.exTime > row.time) ratio *= each.ratio;
  const [open, high, low, close] = [row.open * ratio, row.high * ratio, row.low * ratio, row.close * ratio];
  return { time: row.time, open, high, low, close, volume: row.volume / ratio };
}

describe.each(names)("%s", (name) => {
  const provider = providers.get(name);
  const market = marketOf(provider);

  test("brings four years of daily bars as they happened, in ascending pages", async () => {
    const query: BarsQuery = { symbol: "TEST", timeframe: "1d", ...YEARS };
    expect(await rowsOf(provider, query)).toEqual(market.daily("TEST", YEARS));
  });

  test("brings intraday bars on both sides of a change of clocks as they happened", async () => {
    if (!provider.timeframes.includes("5m"))
      return expect(() => provider.fetchBars({ symbol: "TEST", timeframe: "5m", ...YEARS })).toThrow(
        "no 5m bars",
      );
    const span = { from: Date.UTC(2023, 2, 8), to: Date.UTC(2023, 2, 22) };
    expect(await rowsOf(provider, { symbol: "TEST", timeframe: "5m", ...span })).toEqual(
      market.intraday("TEST", 5, span),
    );
  });

  test("brings splits and dividends in the terms of raw prices", async () => {
    if (!provider.offers.includes("actions"))
      return expect(await provider.fetchActions("TEST", YEARS)).toEqual([]);
    const actions = (await provider.fetchActions("TEST", YEARS)).toSorted((a, b) => a.exTime - b.exTime);
    expect(actions).toEqual(market.actions("TEST").toSorted((a, b) => a.exTime - b.exTime));
  });

  test("finds symbols, or says that it cannot", async () => {
    const search = provider.searchSymbols({ words: name === "binance" ? "BTC" : "AAPL" });
    if (!provider.offers.includes("search")) return expect(search).rejects.toThrow("no symbol search");
    expect((await search)[0]).toMatchObject({
      symbol: name === "binance" ? "BTCUSDT" : (expect.any(String) as string),
      active: true,
    });
  });

  test("refuses a universe that it does not know", async () => {
    await expect(provider.fetchUniverse("nope")).rejects.toThrow("no universe nope");
  });

  test("tells a server that stays down, after five tries, without its key", async () => {
    exchange.faults.push(
      ...Array.from({ length: 10 }, () => ({ status: 500, body: { message: "secret-key-of-test" } })),
    );
    coinExchange.faults.push(...exchange.faults);
    const trouble: unknown = await rowsOf(provider, { symbol: "TEST", timeframe: "1d", ...YEARS }).catch(
      (error: unknown) => error,
    );
    expect(trouble).toMatchObject({
      code: "provider-down",
      message: expect.stringContaining("answered 500") as string,
    });
    if (name !== "binance") expect(String(trouble)).not.toContain("secret-key"); // which it has no key for
    expect((await provider.health()).calls).toBeGreaterThan(0);
  });
});

test("an index is its members of today and its changes walked backwards", async () => {
  const day = (text: string) => Date.parse(text);
  expect(await providers.get("fmp").fetchUniverse("sp500")).toEqual([
    { symbol: "AAA", from: day("2010-01-04") },
    { symbol: "NEW", from: day("2022-03-01") },
    { symbol: "OLD", from: day("2021-07-01"), to: day("2022-03-01") },
  ]);
});

test("those that no longer trade can be asked for, whatever page they stand on", async () => {
  const known = { active: false, exchange: "NYSE", listedOn: Date.UTC(1999, 0, 4) };
  expect(await providers.get("fmp").searchSymbols({ words: "", delisted: true })).toEqual([
    { symbol: "GONE", name: "Gone Corp", ...known, delistedOn: Date.UTC(2021, 2, 5) },
    { symbol: "EARLIER", name: "Earlier Corp", ...known, delistedOn: Date.UTC(2015, 5, 30) },
  ]);
});

test("a change of a symbol's name comes with the actions of the new one", async () => {
  const actions = await providers.get("fmp").fetchActions("META", YEARS);
  expect(actions).toContainEqual({
    type: "symbol-change",
    symbol: "META",
    from: "FB",
    exTime: Date.UTC(2022, 5, 9),
  });
});
