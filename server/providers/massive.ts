import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import { cursorPages, DAY_MS } from "./pages.ts";
import type { CallOptions, ListedSymbol, MemberSpan, Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dayOf, isoDay, newYorkDay } from "./stamps.ts";

const paged = <T extends z.ZodType>(row: T) =>
  z.object({ results: z.array(row).nullish(), next_url: z.string().nullish() });
const aggregates = paged(
  z.object({ t: z.number(), o: z.number(), h: z.number(), l: z.number(), c: z.number(), v: z.number() }),
);
const splits = paged(z.object({ execution_date: z.string(), split_from: z.number(), split_to: z.number() }));
const dividends = paged(
  z.object({ ex_dividend_date: z.string(), cash_amount: z.number(), pay_date: z.string().nullish() }),
);
const tickers = paged(
  z.object({
    ticker: z.string(),
    name: z.string().nullish(),
    active: z.boolean().nullish(),
    primary_exchange: z.string().nullish(),
    delisted_utc: z.string().nullish(),
  }),
);

const UNITS: Readonly<Partial<Record<Timeframe, string>>> = {
  "1m": "1/minute",
  "5m": "5/minute",
  "15m": "15/minute",
  "30m": "30/minute",
  "1h": "1/hour",
  "4h": "4/hour",
  "1d": "1/day",
};
const MAX_LISTS = 100;

/**
 * Massive, which was Polygon: raw bars, splits, dividends, and the tickers of any day with those that are gone.
 * Its limit counts the minutes that bars are made of, so that pages hold fewer bars than asked for.
 *
 * @see https://massive.com/docs/rest/stocks
 */
export function massive(http: HttpClient): Provider {
  const list = <T>(
    path: string,
    query: Readonly<Record<string, string | number | boolean>>,
    schema: PageOf<T>,
    options?: CallOptions,
  ) => readAll(http, path, query, schema, options);
  return {
    name: "massive",
    title: "Massive (Polygon)",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d"],
    calendar: "us-equity",
    offers: ["actions", "universe", "search"],
    universes: ["us-stocks"],
    fetchBars: (query, options) => {
      const unit = UNITS[query.timeframe];
      if (unit === undefined) throw notOffered("massive", `${query.timeframe} bars`);
      const span = `${isoDay(query.from)}/${isoDay(query.to - 1)}`;
      const path = `v2/aggs/ticker/${encodeURIComponent(query.symbol)}/range/${unit}/${span}`;
      const settings = { adjusted: false, sort: "asc", limit: 50_000 };
      return cursorPages("massive", query, async (next) => {
        const page = await (next === undefined
          ? http.getJson(path, settings, aggregates, options)
          : http.getNext(next, aggregates, options));
        const rows = (page.results ?? []).map(({ t, o: open, h: high, l: low, c: close, v: volume }) => {
          return { time: query.timeframe === "1d" ? newYorkDay(t) : t, open, high, low, close, volume };
        });
        return { rows, next: page.next_url };
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const [ratios, paid] = await Promise.all([
        list("stocks/v1/splits", { ticker: symbol, limit: 1000 }, splits, options),
        list("stocks/v1/dividends", { ticker: symbol, limit: 1000 }, dividends, options),
      ]);
      const all: ProviderAction[] = [
        ...ratios.map((each) => {
          const ratio = each.split_to / each.split_from;
          return { type: "split" as const, symbol, exTime: dayOf(each.execution_date), ratio };
        }),
        ...paid.map((each) => {
          const payTime = dayOf(each.pay_date ?? "");
          const when = Number.isNaN(payTime) ? {} : { payTime };
          return {
            type: "dividend" as const,
            symbol,
            exTime: dayOf(each.ex_dividend_date),
            amount: each.cash_amount,
            ...when,
          };
        }),
      ];
      return all.filter(({ exTime }) => exTime >= from && exTime < to);
    },
    fetchUniverse: async (name, options) => {
      if (name !== "us-stocks") throw notOffered("massive", `universe ${name}`);
      const settings = { market: "stocks", limit: 1000 };
      const [alive, gone] = await Promise.all([
        list("v3/reference/tickers", { ...settings, active: true }, tickers, options),
        list("v3/reference/tickers", { ...settings, active: false }, tickers, options),
      ]);
      return [
        ...alive.map(({ ticker }): MemberSpan => ({ symbol: ticker, from: 0 })),
        ...gone.flatMap(({ ticker, delisted_utc }): MemberSpan[] => {
          const to = dayOf(delisted_utc ?? "");
          return Number.isNaN(to) ? [] : [{ symbol: ticker, from: 0, to: to + DAY_MS }];
        }),
      ];
    },
    searchSymbols: async ({ words, delisted = false }, options) => {
      const settings = {
        market: "stocks",
        active: !delisted,
        limit: 50,
        ...(words === "" ? {} : { search: words }),
      };
      const page = await http.getJson("v3/reference/tickers", settings, tickers, options);
      return (page.results ?? []).map((each): ListedSymbol => {
        const delistedOn = dayOf(each.delisted_utc ?? "");
        return {
          ...{ symbol: each.ticker, name: each.name ?? each.ticker, active: each.active ?? !delisted },
          ...(each.primary_exchange ? { exchange: each.primary_exchange } : {}),
          ...(Number.isNaN(delistedOn) ? {} : { delistedOn }),
        };
      });
    },
    health: async (options) => {
      await http.getJson("v1/marketstatus/now", {}, z.unknown(), options).catch(() => undefined);
      return http.health();
    },
  };
}

type PageOf<T> = z.ZodType<{
  readonly results?: T[] | null | undefined;
  readonly next_url?: string | null | undefined;
}>;

async function readAll<T>(
  http: HttpClient,
  path: string,
  query: Readonly<Record<string, string | number | boolean>>,
  schema: PageOf<T>,
  options?: CallOptions,
): Promise<T[]> {
  const all: T[] = [];
  let page = await http.getJson(path, query, schema, options);
  for (let pages = 1; ; pages++) {
    all.push(...(page.results ?? []));
    if (!page.next_url || pages >= MAX_LISTS) return all;
    page = await http.getNext(page.next_url, schema, options);
  }
}
