import { z } from "zod";
import { nominalMs } from "#engine/data/detect-timeframe.ts";
import type { HttpClient } from "./http/http-client.ts";
import { cursorPages } from "./pages.ts";
import type { Provider } from "./provider.ts";
import { notOffered } from "./provider.ts";

const numeral = z.string().transform(Number);
/** Open time, open, high, low, close, volume, close time, and five numbers that are not kept. */
const kline = z
  .tuple([z.number(), numeral, numeral, numeral, numeral, numeral, z.number()])
  .rest(z.unknown());
const klines = z.array(kline);
const listing = z.object({
  symbols: z.array(
    z.object({ symbol: z.string(), status: z.string(), baseAsset: z.string(), quoteAsset: z.string() }),
  ),
});
const PAGE_BARS = 1000;

/**
 * Binance's public market data: no key, markets that never close, no corporate actions.
 *
 * @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
 */
export function binance(http: HttpClient): Provider {
  return {
    name: "binance",
    title: "Binance",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1M"],
    calendar: "24-7",
    offers: ["search"],
    universes: [],
    fetchBars: (query, options) => {
      const settings = {
        symbol: query.symbol,
        interval: query.timeframe,
        endTime: query.to - 1,
        limit: PAGE_BARS,
      };
      return cursorPages("binance", query, async (cursor) => {
        const startTime = cursor ?? String(query.from);
        const page = await http.getJson("api/v3/klines", { ...settings, startTime }, klines, options);
        const rows = page.map(([time, open, high, low, close, volume]) => ({
          time,
          open,
          high,
          low,
          close,
          volume,
        }));
        const last = rows.at(-1)?.time ?? query.to;
        const next =
          page.length < PAGE_BARS ? undefined : String(last + Math.min(nominalMs(query.timeframe), 60_000));
        return { rows, next };
      });
    },
    fetchActions: async () => [],
    fetchUniverse: async (name) => {
      throw notOffered("binance", `universe ${name}`);
    },
    searchSymbols: async ({ words, delisted = false }, options) => {
      const { symbols } = await http.getJson(
        "api/v3/exchangeInfo",
        { permissions: "SPOT" },
        listing,
        options,
      );
      return symbols
        .filter(
          ({ symbol, status }) => symbol.includes(words.toUpperCase()) && (status === "TRADING") !== delisted,
        )
        .map(({ symbol, baseAsset, quoteAsset }) => {
          return { symbol, name: `${baseAsset} in ${quoteAsset}`, active: !delisted, currency: quoteAsset };
        });
    },
    health: async (options) => {
      await http.getJson("api/v3/ping", {}, z.unknown(), options).catch(() => undefined);
      return http.health();
    },
  };
}
