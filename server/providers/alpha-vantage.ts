import { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { HttpClient } from "./http/http-client.ts";
import { DAY_MS, windowPages } from "./pages.ts";
import type { BarPage, BarRow, BarsQuery, CallOptions, Provider, ProviderAction, Span } from "./provider.ts";
import { notOffered } from "./provider.ts";
import { dayOf, newYorkTime } from "./stamps.ts";

const numeral = z
  .string()
  .regex(/^-?[\d.eE+-]+$/)
  .transform(Number);
const bar = z.object({
  ...{ "1. open": numeral, "2. high": numeral, "3. low": numeral, "4. close": numeral, "5. volume": numeral },
});
const bars = z.record(z.string(), bar);
const daily = z.object({ "Time Series (Daily)": bars });
const splits = z.object({ data: z.array(z.object({ effective_date: z.string(), split_factor: numeral })) });
const dividends = z.object({
  data: z.array(
    z.object({ ex_dividend_date: z.string(), amount: numeral, payment_date: z.string().nullish() }),
  ),
});
const found = z.object({
  bestMatches: z.array(
    z.object({ "1. symbol": z.string(), "2. name": z.string(), "8. currency": z.string() }),
  ),
});

const INTERVALS: Readonly<Partial<Record<Timeframe, string>>> = {
  "1m": "1min",
  "5m": "5min",
  "15m": "15min",
  "30m": "30min",
  "1h": "60min",
};
/** The newest hundred days come without a premium plan; more needs `outputsize=full`. */
const COMPACT_MS = 130 * DAY_MS;

/**
 * Alpha Vantage: raw prices as strings under numbered names. Refusals and spent quotas come as status 200 with a sentence;
 * a free key has 25 calls a day.
 *
 * @see https://www.alphavantage.co/documentation/
 */
export function alphaVantage(http: HttpClient, now: () => number): Provider {
  const ask = <T>(
    name: string,
    query: Readonly<Record<string, string>>,
    schema: z.ZodType<T>,
    options?: CallOptions,
  ) => http.getJson("query", { function: name, ...query }, schema, options);
  return {
    name: "alpha-vantage",
    title: "Alpha Vantage",
    timeframes: ["1m", "5m", "15m", "30m", "1h", "1d"],
    calendar: "us-equity",
    offers: ["actions", "search"],
    universes: [],
    fetchBars: (query, options) => {
      const interval = INTERVALS[query.timeframe];
      if (interval !== undefined) return intradayPages(http, query, interval, options);
      if (query.timeframe !== "1d") throw notOffered("alpha-vantage", `${query.timeframe} bars`);
      return windowPages(query, Infinity, "raw", async ({ from }) => {
        const outputsize = now() - from < COMPACT_MS ? "compact" : "full";
        const answer = await ask("TIME_SERIES_DAILY", { symbol: query.symbol, outputsize }, daily, options);
        return rowsOf(answer["Time Series (Daily)"], dayOf);
      });
    },
    fetchActions: async (symbol, { from, to }, options) => {
      const ratios = await ask("SPLITS", { symbol }, splits, options);
      const paid = await ask("DIVIDENDS", { symbol }, dividends, options);
      const all: ProviderAction[] = [
        ...ratios.data.map((each) => {
          return {
            type: "split" as const,
            symbol,
            exTime: dayOf(each.effective_date),
            ratio: each.split_factor,
          };
        }),
        ...paid.data.map((each) => {
          const payTime = dayOf(each.payment_date ?? "");
          const when = Number.isNaN(payTime) ? {} : { payTime };
          return {
            type: "dividend" as const,
            symbol,
            exTime: dayOf(each.ex_dividend_date),
            amount: each.amount,
            ...when,
          };
        }),
      ];
      return all.filter(({ exTime }) => exTime >= from && exTime < to);
    },
    fetchUniverse: async (name) => {
      throw notOffered("alpha-vantage", `universe ${name}`);
    },
    searchSymbols: async ({ words }, options) => {
      const { bestMatches } = await ask("SYMBOL_SEARCH", { keywords: words }, found, options);
      return bestMatches.map((each) => {
        return {
          symbol: each["1. symbol"],
          name: each["2. name"],
          active: true,
          currency: each["8. currency"],
        };
      });
    },
    health: async () => http.health(), // a call would cost one of 25 a day
  };
}

/** Intraday history is handed out by the month. */
async function* intradayPages(
  http: HttpClient,
  query: BarsQuery,
  interval: string,
  options?: CallOptions,
): AsyncGenerator<BarPage> {
  const key = `Time Series (${interval})`;
  const schema = z.object({ [key]: bars });
  for (const month of monthsOf(query)) {
    const settings = { function: "TIME_SERIES_INTRADAY", symbol: query.symbol, interval };
    const choice = { month: new Date(month.from).toISOString().slice(0, 7), outputsize: "full" };
    const raw = { adjusted: "false", extended_hours: "false" };
    const window = { from: Math.max(query.from, month.from), to: Math.min(query.to, month.to) };
    yield* windowPages({ ...query, ...window }, Infinity, "raw", async () => {
      const answer = await http.getJson("query", { ...settings, ...choice, ...raw }, schema, options);
      return rowsOf(answer[key] ?? {}, newYorkTime);
    });
  }
}

function* monthsOf({ from, to }: Span): Generator<Span> {
  const first = new Date(from);
  for (let month = 0; ; month++) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (start >= to) return;
    yield { from: start, to: Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month + 1, 1) };
  }
}

function rowsOf(series: z.infer<typeof bars>, timeOf: (stamp: string) => number): BarRow[] {
  return Object.entries(series).map(([stamp, each]) => ({
    time: timeOf(stamp),
    open: each["1. open"],
    high: each["2. high"],
    low: each["3. low"],
    close: each["4. close"],
    volume: each["5. volume"],
  }));
}
