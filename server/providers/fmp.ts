import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import type { IndexChange } from "./index-members.ts";
import { membersFromChanges } from "./index-members.ts";
import { DAY_MS, windowPages } from "./pages.ts";
import type { CallOptions, ListedSymbol, Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dashed, dayOf, isoDay, newYorkTime } from "./stamps.ts";

const text = z.string().nullish();
const daily = z.array(
  z.object({
    ...{ date: z.string(), adjOpen: z.number(), adjHigh: z.number(), adjLow: z.number() },
    ...{ adjClose: z.number(), volume: z.number() },
  }),
);
const intraday = z.array(
  z.object({
    ...{ date: z.string(), open: z.number(), high: z.number(), low: z.number() },
    ...{ close: z.number(), volume: z.number() },
  }),
);
const splits = z.array(z.object({ date: z.string(), numerator: z.number(), denominator: z.number() }));
const dividends = z.array(z.object({ date: z.string(), dividend: z.number(), paymentDate: text }));
const renames = z.array(z.object({ date: z.string(), oldSymbol: z.string(), newSymbol: z.string() }));
const constituents = z.array(z.object({ symbol: z.string(), dateFirstAdded: text }));
const changes = z.array(
  z.object({ date: z.string(), dateAdded: text, symbol: text, addedSecurity: text, removedTicker: text }),
);
const found = z.array(z.object({ symbol: z.string(), name: text, exchange: text, currency: text }));
const screened = z.array(
  z.object({
    ...{ symbol: z.string(), companyName: text, exchangeShortName: text, sector: text, industry: text },
    ...{ marketCap: z.number().nullish(), volume: z.number().nullish() },
  }),
);
const gone = z.array(
  z.object({ symbol: z.string(), companyName: text, exchange: text, ipoDate: text, delistedDate: text }),
);

const INTRADAY: Readonly<Partial<Record<Timeframe, { readonly path: string; readonly days: number }>>> = {
  "1m": { path: "1min", days: 3 },
  "5m": { path: "5min", days: 14 },
  "15m": { path: "15min", days: 30 },
  "30m": { path: "30min", days: 30 },
  "1h": { path: "1hour", days: 90 },
  "4h": { path: "4hour", days: 90 },
};
/** A request answers at most 5,000 days. */
const DAILY_WINDOW = 15 * 365 * DAY_MS;
/** The thousand that went last: each page is a call, of which a free plan has 250 a day. */
const MAX_GONE_PAGES = 10;
const INDICES: Readonly<Record<string, string>> = { sp500: "sp500", nasdaq100: "nasdaq", dow30: "dowjones" };

/**
 * Financial Modeling Prep, its stable interface: raw daily bars, intraday bars with splits taken out.
 * The unadjusted endpoint names its columns adjOpen to adjClose all the same.
 *
 * @see https://site.financialmodelingprep.com/developer/docs/stable
 */
export function fmp(http: HttpClient): Provider {
  let renamed: Promise<z.infer<typeof renames>> | undefined;
  return {
    name: "fmp",
    title: "Financial Modeling Prep",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d"],
    calendar: "us-equity",
    offers: ["actions", "universe", "search", "listings"],
    universes: Object.keys(INDICES),
    fetchBars: (query, options) => {
      const symbol = dashed(query.symbol);
      const finer = INTRADAY[query.timeframe];
      if (!finer && query.timeframe !== "1d") throw notOffered("fmp", `${query.timeframe} bars`);
      return windowPages(
        query,
        finer ? finer.days * DAY_MS : DAILY_WINDOW,
        finer ? "splits" : "raw",
        async (window) => {
          const range = { symbol, from: isoDay(window.from), to: isoDay(window.to - 1) };
          if (finer) {
            const rows = await http.getJson(`historical-chart/${finer.path}`, range, intraday, options);
            return rows.map(({ date, ...prices }) => ({ time: newYorkTime(date), ...prices }));
          }
          const rows = await http.getJson("historical-price-eod/non-split-adjusted", range, daily, options);
          return rows.map(({ date, adjOpen: open, adjHigh: high, adjLow: low, adjClose: close, volume }) => {
            return { time: dayOf(date), open, high, low, close, volume };
          });
        },
      );
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const query = { symbol: dashed(symbol) };
      const [ratios, paid] = await Promise.all([
        http.getJson("splits", query, splits, options),
        http.getJson("dividends", query, dividends, options),
      ]);
      // One list for all symbols: asked for once, and again after a failure.
      renamed ??= http.getJson("symbol-change", { limit: 1000 }, renames, options).catch((error: unknown) => {
        renamed = undefined;
        throw error;
      });
      const changed = (await renamed).filter((each) => each.newSymbol === query.symbol);
      const all: ProviderAction[] = [
        ...ratios.map((each) => splitOf(symbol, each)),
        ...paid.map((each) => dividendOf(symbol, each)),
        ...changed.map(({ date, oldSymbol }) => {
          return { type: "symbol-change" as const, symbol, from: oldSymbol, exTime: dayOf(date) };
        }),
      ];
      return all.filter(({ exTime }) => exTime >= from && exTime < to);
    },
    fetchUniverse: async (name, options) => {
      const path = INDICES[name];
      if (path === undefined) throw notOffered("fmp", `universe ${name}`);
      const [today, past] = await Promise.all([
        http.getJson(`${path}-constituent`, {}, constituents, options),
        http.getJson(`historical-${path}-constituent`, {}, changes, options),
      ]);
      const members = today.map(({ symbol, dateFirstAdded }) => ({
        symbol,
        since: dayOf(dateFirstAdded ?? "") || undefined,
      }));
      return membersFromChanges(members, past.flatMap(changeOf));
    },
    searchSymbols: async ({ words, delisted = false }, options) => {
      if (delisted) return readGone(http, options);
      if (words === "")
        return (
          await http.getJson(
            "company-screener",
            { isActivelyTrading: true, limit: 10_000 },
            screened,
            options,
          )
        ).map(screenedOf);
      const list = await http.getJson("search-symbol", { query: words, limit: 50 }, found, options);
      return list.map(({ symbol, name, exchange, currency }) => ({
        ...{ symbol, name: name ?? symbol, active: true },
        ...defined({ exchange, currency }),
      }));
    },
    health: async (options) => {
      await http.getJson("quote", { symbol: "AAPL" }, z.array(z.unknown()), options).catch(() => undefined);
      return http.health();
    },
  };
}

/** Who no longer trades, newest first, page by page. */
async function readGone(http: HttpClient, options?: CallOptions): Promise<ListedSymbol[]> {
  const all: ListedSymbol[] = [];
  for (let page = 0; page < MAX_GONE_PAGES; page++) {
    const rows = await http.getJson("delisted-companies", { page }, gone, options);
    if (rows.length === 0) break;
    all.push(...rows.map(goneOf));
  }
  return all;
}

function splitOf(
  symbol: string,
  { date, numerator, denominator }: z.infer<typeof splits>[number],
): ProviderAction {
  return { type: "split", symbol, exTime: dayOf(date), ratio: numerator / denominator };
}

function dividendOf(
  symbol: string,
  { date, dividend, paymentDate }: z.infer<typeof dividends>[number],
): ProviderAction {
  const payTime = dayOf(paymentDate ?? "");
  const paid = Number.isNaN(payTime) ? {} : { payTime };
  return { type: "dividend", symbol, exTime: dayOf(date), amount: dividend, ...paid };
}

/** `dateAdded` ("May 19, 2025") is when the change counts, `date` the evening before; tickers may be blank or null. */
function changeOf(each: z.infer<typeof changes>[number]): IndexChange[] {
  const effective = Date.parse(`${each.dateAdded ?? ""} UTC`);
  const day = Number.isNaN(effective) ? dayOf(each.date) + DAY_MS : effective;
  const added = each.addedSecurity ? (each.symbol ?? undefined) : undefined;
  const removed = each.removedTicker?.trim();
  return [{ day, added: added === "" ? undefined : added, removed: removed === "" ? undefined : removed }];
}

function goneOf(each: z.infer<typeof gone>[number]): ListedSymbol {
  const [listedOn, delistedOn] = [dayOf(each.ipoDate ?? ""), dayOf(each.delistedDate ?? "")];
  return {
    ...{ symbol: each.symbol, name: each.companyName ?? each.symbol, active: false },
    ...defined({ exchange: each.exchange }),
    ...(Number.isNaN(listedOn) ? {} : { listedOn }),
    ...(Number.isNaN(delistedOn) ? {} : { delistedOn }),
  };
}

function screenedOf(each: z.infer<typeof screened>[number]): ListedSymbol {
  const { symbol, companyName, exchangeShortName: exchange, sector, industry, marketCap, volume } = each;
  const numbers = {
    ...(typeof marketCap === "number" ? { marketCap } : {}),
    ...(typeof volume === "number" ? { averageVolume: volume } : {}),
  };
  return {
    symbol,
    name: companyName ?? symbol,
    active: true,
    ...defined({ exchange, sector, industry }),
    ...numbers,
  };
}

/** The fields that have a text. */
function defined<K extends string>(
  fields: Readonly<Record<K, string | null | undefined>>,
): Partial<Record<K, string>> {
  const entries = Object.entries<string | null | undefined>(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return Object.fromEntries(entries) as Partial<Record<K, string>>;
}
