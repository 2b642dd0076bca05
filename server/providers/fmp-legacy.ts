import { z } from "zod";
import type { HttpClient } from "./http/http-client.ts";
import { DAY_MS, windowPages } from "./pages.ts";
import type { Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dashed, dayOf, isoDay } from "./stamps.ts";

/** v3 answers an empty object where it knows nothing. */
const history = <T extends z.ZodType>(row: T) => z.object({ historical: z.array(row).default([]) });
const bars = history(
  z.object({
    ...{ date: z.string(), open: z.number(), high: z.number(), low: z.number() },
    ...{ close: z.number(), volume: z.number() },
  }),
);
const splits = history(z.object({ date: z.string(), numerator: z.number(), denominator: z.number() }));
const dividends = history(
  z.object({ date: z.string(), dividend: z.number().nullish(), adjDividend: z.number() }),
);
const found = z.array(z.object({ symbol: z.string(), name: z.string().nullish() }));
const WINDOW = 5 * 365 * DAY_MS;

/**
 * Financial Modeling Prep as keys from before August 2025 know it (v3): daily bars with splits taken out.
 * Newer keys are refused with 403 "Legacy Endpoint".
 */
export function fmpLegacy(http: HttpClient): Provider {
  return {
    name: "fmp-legacy",
    title: "Financial Modeling Prep (legacy v3)",
    timeframes: ["1d"],
    calendar: "us-equity",
    offers: ["actions", "search"],
    universes: [],
    fetchBars: (query, options) => {
      if (query.timeframe !== "1d") throw notOffered("fmp-legacy", `${query.timeframe} bars`);
      const path = `historical-price-full/${encodeURIComponent(dashed(query.symbol))}`;
      return windowPages(query, WINDOW, "splits", async ({ from, to }) => {
        const range = { from: isoDay(from), to: isoDay(to - 1) };
        const { historical } = await http.getJson(path, range, bars, options);
        return historical.map(({ date, ...prices }) => ({ time: dayOf(date), ...prices }));
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const part = encodeURIComponent(dashed(symbol));
      const [ratios, paid] = await Promise.all([
        http.getJson(`historical-price-full/stock_split/${part}`, {}, splits, options),
        http.getJson(`historical-price-full/stock_dividend/${part}`, {}, dividends, options),
      ]);
      const all: ProviderAction[] = [
        ...ratios.historical.map(({ date, numerator, denominator }) => {
          return { type: "split" as const, symbol, exTime: dayOf(date), ratio: numerator / denominator };
        }),
        ...paid.historical.map(({ date, dividend, adjDividend }) => {
          return { type: "dividend" as const, symbol, exTime: dayOf(date), amount: dividend ?? adjDividend };
        }),
      ];
      return all.filter(({ exTime }) => exTime >= from && exTime < to);
    },
    fetchUniverse: async (name) => {
      throw notOffered("fmp-legacy", `universe ${name}`);
    },
    searchSymbols: async ({ words }, options) => {
      const list = await http.getJson("search", { query: words, limit: 50 }, found, options);
      return list.map(({ symbol, name }) => ({ symbol, name: name ?? symbol, active: true }));
    },
    health: async () => http.health(),
  };
}
