import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import { cursorPages } from "./pages.ts";
import type { Provider, ProviderAction } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dayOf, isoDay, newYorkDay } from "./stamps.ts";

const bar = z.object({
  ...{ t: z.string(), o: z.number(), h: z.number(), l: z.number(), c: z.number(), v: z.number() },
});
const bars = z.object({
  bars: z.record(z.string(), z.array(bar)).nullish(),
  next_page_token: z.string().nullish(),
});
const ratio = z.object({
  symbol: z.string(),
  new_rate: z.number(),
  old_rate: z.number(),
  ex_date: z.string(),
});
const cash = z.object({
  symbol: z.string(),
  rate: z.number(),
  ex_date: z.string(),
  payable_date: z.string().nullish(),
});
const actions = z.object({
  corporate_actions: z.object({
    forward_splits: z.array(ratio).default([]),
    reverse_splits: z.array(ratio).default([]),
    cash_dividends: z.array(cash).default([]),
  }),
  next_page_token: z.string().nullish(),
});

const UNITS: Readonly<Partial<Record<Timeframe, string>>> = {
  "1m": "1Min",
  "5m": "5Min",
  "15m": "15Min",
  "30m": "30Min",
  "1h": "1Hour",
  "4h": "4Hour",
  "1d": "1Day",
};
const MAX_LISTS = 50;

/**
 * Alpaca's market data: raw bars of the consolidated tape where the plan has it, older than fifteen minutes otherwise.
 *
 * @see https://docs.alpaca.markets/reference/stockbars
 */
export function alpaca(http: HttpClient): Provider {
  return {
    name: "alpaca",
    title: "Alpaca",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "4h", "1d"],
    calendar: "us-equity",
    offers: ["actions"],
    universes: [],
    fetchBars: (query, options) => {
      const timeframe = UNITS[query.timeframe];
      if (timeframe === undefined) throw notOffered("alpaca", `${query.timeframe} bars`);
      const span = { start: new Date(query.from).toISOString(), end: new Date(query.to - 1).toISOString() };
      const settings = {
        symbols: query.symbol,
        timeframe,
        ...span,
        adjustment: "raw",
        limit: 10_000,
        sort: "asc",
      };
      return cursorPages("alpaca", query, async (page_token) => {
        const page = await http.getJson("v2/stocks/bars", { ...settings, page_token }, bars, options);
        const rows = (page.bars?.[query.symbol] ?? []).map(
          ({ t, o: open, h: high, l: low, c: close, v: volume }) => {
            const time = Date.parse(t);
            return {
              time: query.timeframe === "1d" ? newYorkDay(time) : time,
              open,
              high,
              low,
              close,
              volume,
            };
          },
        );
        return { rows, next: page.next_page_token };
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const types = "forward_split,reverse_split,cash_dividend";
      const settings = { symbols: symbol, types, start: isoDay(from), end: isoDay(to - 1), limit: 1000 };
      const all: ProviderAction[] = [];
      let page_token: string | undefined;
      for (let pages = 0; pages < MAX_LISTS; pages++) {
        const page = await http.getJson(
          "v1/corporate-actions",
          { ...settings, page_token },
          actions,
          options,
        );
        all.push(...actionsOf(symbol, page));
        page_token = page.next_page_token ?? undefined;
        if (page_token === undefined) break;
      }
      return all;
    },
    fetchUniverse: async (name) => {
      throw notOffered("alpaca", `universe ${name}`);
    },
    searchSymbols: async () => {
      throw notOffered("alpaca", "symbol search");
    },
    health: async () => http.health(),
  };
}

function actionsOf(symbol: string, { corporate_actions: page }: z.infer<typeof actions>): ProviderAction[] {
  return [
    ...[...page.forward_splits, ...page.reverse_splits].map(({ new_rate, old_rate, ex_date }) => {
      return { type: "split" as const, symbol, exTime: dayOf(ex_date), ratio: new_rate / old_rate };
    }),
    ...page.cash_dividends.map(({ rate, ex_date, payable_date }) => {
      const payTime = dayOf(payable_date ?? "");
      const when = Number.isNaN(payTime) ? {} : { payTime };
      return { type: "dividend" as const, symbol, exTime: dayOf(ex_date), amount: rate, ...when };
    }),
  ];
}
