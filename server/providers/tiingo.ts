import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import { DAY_MS, windowPages } from "./pages.ts";
import type { Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dashed, dayOf, isoDay } from "./stamps.ts";

const prices = { open: z.number(), high: z.number(), low: z.number(), close: z.number() };
const daily = z.array(z.object({ date: z.string(), ...prices, volume: z.number() }));
const intraday = z.array(z.object({ date: z.string(), ...prices, volume: z.number().nullish() }));
const events = z.array(z.object({ date: z.string(), divCash: z.number(), splitFactor: z.number() }));
const found = z.array(
  z.object({ ticker: z.string(), name: z.string().nullish(), isActive: z.boolean().nullish() }),
);

const FREQUENCIES: Readonly<Partial<Record<Timeframe, string>>> = {
  "1m": "1min",
  "5m": "5min",
  "15m": "15min",
  "30m": "30min",
  "1h": "1hour",
  "4h": "4hour",
};
const DAILY_WINDOW = 20 * 365 * DAY_MS;
const INTRADAY_WINDOW = 20 * DAY_MS;

/**
 * Tiingo: raw daily bars with splits and dividends in the same rows, raw intraday bars of IEX.
 *
 * @see https://www.tiingo.com/documentation/end-of-day
 */
export function tiingo(http: HttpClient): Provider {
  const dailyPath = (symbol: string) => `tiingo/daily/${encodeURIComponent(dashed(symbol))}/prices`;
  return {
    name: "tiingo",
    title: "Tiingo",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d"],
    calendar: "us-equity",
    offers: ["actions", "search"],
    universes: [],
    fetchBars: (query, options) => {
      const resampleFreq = FREQUENCIES[query.timeframe];
      if (resampleFreq === undefined && query.timeframe !== "1d")
        throw notOffered("tiingo", `${query.timeframe} bars`);
      const windowMs = resampleFreq === undefined ? DAILY_WINDOW : INTRADAY_WINDOW;
      return windowPages(query, windowMs, "raw", async ({ from, to }) => {
        const range = { startDate: isoDay(from), endDate: isoDay(to - 1) };
        if (resampleFreq === undefined) {
          const rows = await http.getJson(
            dailyPath(query.symbol),
            { ...range, format: "json" },
            daily,
            options,
          );
          return rows.map(({ date, ...row }) => ({ time: dayOf(date), ...row }));
        }
        const columns = "open,high,low,close,volume";
        const path = `iex/${encodeURIComponent(dashed(query.symbol))}/prices`;
        const rows = await http.getJson(path, { ...range, resampleFreq, columns }, intraday, options);
        return rows.map(({ date, volume, ...row }) => ({
          time: Date.parse(date),
          ...row,
          volume: volume ?? NaN,
        }));
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const range = { startDate: isoDay(from), endDate: isoDay(to - 1), columns: "date,divCash,splitFactor" };
      const rows = await http.getJson(dailyPath(symbol), range, events, options);
      return rows.flatMap(({ date, divCash, splitFactor }): ProviderAction[] => {
        const exTime = dayOf(date);
        return [
          ...(splitFactor === 1 ? [] : [{ type: "split" as const, symbol, exTime, ratio: splitFactor }]),
          ...(divCash > 0 ? [{ type: "dividend" as const, symbol, exTime, amount: divCash }] : []),
        ];
      });
    },
    fetchUniverse: async (name) => {
      throw notOffered("tiingo", `universe ${name}`);
    },
    searchSymbols: async ({ words, delisted = false }, options) => {
      const list = await http.getJson("tiingo/utilities/search", { query: words, limit: 50 }, found, options);
      return list
        .map(({ ticker, name, isActive }) => ({
          symbol: ticker.toUpperCase(),
          name: name ?? ticker,
          active: isActive ?? true,
        }))
        .filter(({ active }) => active !== delisted);
    },
    health: async (options) => {
      await http.getJson("api/test", {}, z.unknown(), options).catch(() => undefined);
      return http.health();
    },
  };
}
