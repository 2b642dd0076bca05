import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import { DAY_MS, windowPages } from "./pages.ts";
import type { Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dashed, dayOf, isoDay } from "./stamps.ts";

const prices = { open: z.number(), high: z.number(), low: z.number(), close: z.number() };
const daily = z.array(z.object({ date: z.string(), ...prices, volume: z.number() }));
/** Minutes without a trade come as nulls. */
const intraday = z.array(
  z.object({
    timestamp: z.number(),
    ...{ open: z.number().nullable(), high: z.number().nullable(), low: z.number().nullable() },
    ...{ close: z.number().nullable(), volume: z.number().nullable() },
  }),
);
const splits = z.array(z.object({ date: z.string(), split: z.string() }));
const dividends = z.array(
  z.object({ date: z.string(), unadjustedValue: z.number(), paymentDate: z.string().nullish() }),
);
const found = z.array(
  z.object({ Code: z.string(), Name: z.string().nullish(), Exchange: z.string().nullish() }),
);

const INTERVALS: Readonly<Partial<Record<Timeframe, { readonly interval: string; readonly days: number }>>> =
  {
    "1m": { interval: "1m", days: 100 },
    "5m": { interval: "5m", days: 500 },
    "1h": { interval: "1h", days: 7000 },
  };

/**
 * EODHD: raw daily bars; its `adjusted_close` is left alone, dividends come in the terms of raw prices.
 *
 * @see https://eodhd.com/financial-apis/api-for-historical-data-and-volumes
 */
export function eodhd(http: HttpClient): Provider {
  const listed = (symbol: string) => encodeURIComponent(`${dashed(symbol)}.US`);
  return {
    name: "eodhd",
    title: "EODHD",
    timeframes: ["1m", "5m", "1h", "1d"],
    calendar: "us-equity",
    offers: ["actions", "search"],
    universes: [],
    fetchBars: (query, options) => {
      const finer = INTERVALS[query.timeframe];
      if (!finer && query.timeframe !== "1d") throw notOffered("eodhd", `${query.timeframe} bars`);
      const windowMs = (finer?.days ?? 50 * 365) * DAY_MS;
      return windowPages(query, windowMs, "raw", async ({ from, to }) => {
        if (!finer) {
          const range = { from: isoDay(from), to: isoDay(to - 1), order: "a", fmt: "json" };
          const rows = await http.getJson(`eod/${listed(query.symbol)}`, range, daily, options);
          return rows.map(({ date, ...row }) => ({ time: dayOf(date), ...row }));
        }
        const seconds = { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
        const settings = { ...seconds, interval: finer.interval, fmt: "json" };
        const rows = await http.getJson(`intraday/${listed(query.symbol)}`, settings, intraday, options);
        return rows.flatMap(({ timestamp, open, high, low, close, volume }) =>
          open === null || high === null || low === null || close === null
            ? []
            : [{ time: timestamp * 1000, open, high, low, close, volume: volume ?? NaN }],
        );
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const range = { from: isoDay(from), to: isoDay(to - 1), fmt: "json" };
      const [ratios, paid] = await Promise.all([
        http.getJson(`splits/${listed(symbol)}`, range, splits, options),
        http.getJson(`div/${listed(symbol)}`, range, dividends, options),
      ]);
      return [
        ...ratios.map(({ date, split }): ProviderAction => {
          const [now = NaN, before = NaN] = split.split("/").map(Number); // "4.000000/1.000000"
          return { type: "split", symbol, exTime: dayOf(date), ratio: now / before };
        }),
        ...paid.map(({ date, unadjustedValue: amount, paymentDate }): ProviderAction => {
          const payTime = dayOf(paymentDate ?? "");
          const when = Number.isNaN(payTime) ? {} : { payTime };
          return { type: "dividend", symbol, exTime: dayOf(date), amount, ...when };
        }),
      ];
    },
    fetchUniverse: async (name) => {
      throw notOffered("eodhd", `universe ${name}`);
    },
    searchSymbols: async ({ words, delisted = false }, options) => {
      const list = delisted
        ? await http.getJson("exchange-symbol-list/US", { delisted: 1, fmt: "json" }, found, options)
        : await http.getJson(
            `search/${encodeURIComponent(words)}`,
            { exchange: "US", limit: 50 },
            found,
            options,
          );
      return list
        .filter(
          ({ Code, Name }) =>
            !delisted || `${Code} ${Name ?? ""}`.toLowerCase().includes(words.toLowerCase()),
        )
        .map(({ Code, Name, Exchange }) => {
          return {
            symbol: Code,
            name: Name ?? Code,
            active: !delisted,
            ...(Exchange ? { exchange: Exchange } : {}),
          };
        });
    },
    health: async (options) => {
      await http.getJson("user", { fmt: "json" }, z.unknown(), options).catch(() => undefined);
      return http.health();
    },
  };
}
