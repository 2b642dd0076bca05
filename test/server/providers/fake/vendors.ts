import { newYorkOffsetMinutes } from "#engine/market/calendar.ts";
import type { BarRow, ProviderAction } from "#server/providers/provider.ts";
import type { FakeMarket } from "./market.ts";

/** One call as a fake vendor sees it. */
export interface FakeCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly origin: string;
  readonly market: FakeMarket;
}

/** Answers with JSON; undefined is a path that the vendor does not have. */
export type FakeVendor = (call: FakeCall) => unknown;

const DAY_MS = 86_400_000;
const EVER = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2030, 0, 1) };
const day = (time: number) => new Date(time).toISOString().slice(0, 10);
const splitsOf = (actions: readonly ProviderAction[]) =>
  actions.flatMap((each) => (each.type === "split" ? [each] : []));
const paidOf = (actions: readonly ProviderAction[]) =>
  actions.flatMap((each) => (each.type === "dividend" ? [each] : []));

function range(query: URLSearchParams, from: string, to: string) {
  const [first, last] = [query.get(from), query.get(to)];
  return { from: first ? Date.parse(first) : EVER.from, to: last ? Date.parse(last) + DAY_MS : EVER.to };
}

/** Prices before a split divided by its ratio, as vendors adjust. */
function splitAdjusted(rows: readonly BarRow[], actions: readonly ProviderAction[]): BarRow[] {
  return rows.map((row) => {
    let ratio = 1;
    for (const split of splitsOf(actions)) if (split.exTime > row.time) ratio *= split.ratio;
    const [open, high, low, close] = [row.open / ratio, row.high / ratio, row.low / ratio, row.close / ratio];
    return { ...row, open, high, low, close, volume: row.volume * ratio };
  });
}

function newYorkText(time: number): string {
  const offset = newYorkOffsetMinutes(Math.floor(time / DAY_MS)) * 60_000;
  return new Date(time - offset).toISOString().slice(0, 19).replace("T", " ");
}

const fmp: FakeVendor = ({ path, query, market }) => {
  const symbol = query.get("symbol") ?? "";
  const span = range(query, "from", "to");
  const actions = market.actions(symbol);
  const finer = /^historical-chart\/(\d+)(min|hour)$/.exec(path);
  if (finer) {
    const minutes = Number(finer[1]) * (finer[2] === "hour" ? 60 : 1);
    const rows = splitAdjusted(market.intraday(symbol, minutes, span), actions);
    return rows.map(({ time, ...row }) => ({ date: newYorkText(time), ...row })).reverse();
  }
  switch (path) {
    case "historical-price-eod/non-split-adjusted":
      return market
        .daily(symbol, span)
        .map((row) => ({
          ...{ symbol, date: day(row.time), adjOpen: row.open, adjHigh: row.high },
          ...{ adjLow: row.low, adjClose: row.close, volume: row.volume },
        }))
        .reverse()
        .slice(0, 5000);
    case "splits":
      return splitsOf(actions).map((each) => ({
        symbol,
        date: day(each.exTime),
        numerator: each.ratio,
        denominator: 1,
        splitType: "forward",
      }));
    case "dividends":
      return paidOf(actions).map((each) => ({
        symbol,
        date: day(each.exTime),
        dividend: each.amount,
        adjDividend: each.amount / 2,
        paymentDate: "",
      }));
    case "symbol-change":
      return [{ date: "2022-06-09", companyName: "Meta", oldSymbol: "FB", newSymbol: "META" }];
    case "sp500-constituent":
      return [
        { symbol: "AAA", name: "A", dateFirstAdded: "2010-01-04" },
        { symbol: "NEW", name: "N", dateFirstAdded: "2022-03-01" },
      ];
    case "historical-sp500-constituent":
      return [
        {
          date: "2022-02-28",
          dateAdded: "March 1, 2022",
          addedSecurity: "New Inc",
          symbol: "NEW",
          removedTicker: "OLD",
          removedSecurity: "Old",
          reason: "",
        },
        {
          date: "2021-06-30",
          dateAdded: "July 1, 2021",
          addedSecurity: "Old Inc",
          symbol: "OLD",
          removedTicker: " ",
          removedSecurity: null,
          reason: null,
        },
      ];
    case "search-symbol":
      return [
        {
          symbol: "AAPL",
          name: "Apple Inc.",
          currency: "USD",
          exchangeFullName: "NASDAQ",
          exchange: "NASDAQ",
        },
      ];
    case "delisted-companies": {
      const gone = { symbol: "GONE", companyName: "Gone Corp", delistedDate: "2021-03-05" };
      const before = { symbol: "EARLIER", companyName: "Earlier Corp", delistedDate: "2015-06-30" };
      const pages = [gone, before].map((each) => [{ ...each, exchange: "NYSE", ipoDate: "1999-01-04" }]);
      return pages[Number(query.get("page"))] ?? [];
    }
    case "company-screener":
      return [
        {
          ...{ symbol: "LIST", companyName: "Listed Inc", marketCap: 5e9, sector: "Energy", industry: "Oil" },
          ...{ volume: 2e6, exchange: "New York Stock Exchange", exchangeShortName: "NYSE", isEtf: false },
        },
      ];
    case "quote":
      return [];
    default:
      return undefined;
  }
};

const fmpLegacy: FakeVendor = ({ path, query, market }) => {
  const symbol = path.split("/").at(-1) ?? "";
  const actions = market.actions(symbol);
  if (path.startsWith("historical-price-full/stock_split/"))
    return {
      symbol,
      historical: splitsOf(actions).map((each) => ({
        date: day(each.exTime),
        label: "",
        numerator: each.ratio,
        denominator: 1,
      })),
    };
  if (path.startsWith("historical-price-full/stock_dividend/"))
    return {
      symbol,
      historical: paidOf(actions).map((each) => ({
        date: day(each.exTime),
        dividend: each.amount,
        adjDividend: each.amount / 2,
      })),
    };
  if (path === "search")
    return [{ symbol: "AAPL", name: "Apple Inc.", currency: "USD", stockExchange: "NASDAQ" }];
  const rows = splitAdjusted(market.daily(symbol, range(query, "from", "to")), actions).reverse();
  const historical = rows.map(({ time, ...row }) => ({
    date: day(time),
    ...row,
    adjClose: row.close,
    unadjustedVolume: row.volume,
    label: "x",
  }));
  return historical.length === 0 ? {} : { symbol, historical };
};

const tiingo: FakeVendor = ({ path, query, market }) => {
  const symbol = path.split("/")[path.startsWith("iex") ? 1 : 2] ?? "";
  const span = range(query, "startDate", "endDate");
  if (path === "tiingo/utilities/search") return [{ ticker: "aapl", name: "Apple Inc", isActive: true }];
  if (path === "api/test") return { message: "You successfully sent a request" };
  if (path.startsWith("iex/")) {
    const [, size = "1", unit] = /^(\d+)(min|hour)$/.exec(query.get("resampleFreq") ?? "") ?? [];
    const rows = market.intraday(symbol, Number(size) * (unit === "hour" ? 60 : 1), span);
    return rows.map(({ time, ...row }) => ({ date: new Date(time).toISOString(), ...row }));
  }
  const actions = market.actions(symbol);
  return market.daily(symbol, span).map(({ time, ...row }) => ({
    date: new Date(time).toISOString(),
    ...row,
    ...{ adjClose: row.close, divCash: paidOf(actions).find((each) => each.exTime === time)?.amount ?? 0 },
    splitFactor: splitsOf(actions).find((each) => each.exTime === time)?.ratio ?? 1,
  }));
};

const massive: FakeVendor = ({ path, query, origin, market }) => {
  const [, symbol = "", size = "1", unit, from, to] =
    /^v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/(\w+)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const ticker = symbol || (query.get("ticker") ?? "");
  const actions = market.actions(ticker);
  if (path === "stocks/v1/splits")
    return {
      status: "OK",
      results: splitsOf(actions).map((each) => ({
        ticker,
        execution_date: day(each.exTime),
        split_from: 1,
        split_to: each.ratio,
      })),
    };
  if (path === "stocks/v1/dividends")
    return {
      status: "OK",
      results: paidOf(actions).map((each) => ({
        ticker,
        ex_dividend_date: day(each.exTime),
        cash_amount: each.amount,
        pay_date: null,
      })),
    };
  if (path === "v3/reference/tickers")
    return query.get("active") === "true"
      ? { results: [{ ticker: "AAA", name: "A", active: true, primary_exchange: "XNYS" }] }
      : { results: [{ ticker: "GONE", name: "Gone", active: false, delisted_utc: "2021-03-05T00:00:00Z" }] };
  if (path === "v1/marketstatus/now") return { market: "open" };
  if (!from || !to) return undefined;
  const span = { from: Date.parse(from), to: Date.parse(to) + DAY_MS };
  const minutes = Number(size) * (unit === "hour" ? 60 : 1);
  const rows = unit === "day" ? market.daily(ticker, span) : market.intraday(ticker, minutes, span);
  const start = Number(query.get("cursor") ?? 0);
  const page = rows.slice(start, start + 400).map(({ time, ...row }) => {
    const t = unit === "day" ? time + newYorkOffsetMinutes(time / DAY_MS) * 60_000 : time;
    return { t, o: row.open, h: row.high, l: row.low, c: row.close, v: row.volume, vw: row.close, n: 10 };
  });
  const more =
    start + 400 < rows.length ? { next_url: `${origin}/massive/${path}?cursor=${start + 400}` } : {};
  return {
    status: "OK",
    ticker,
    adjusted: false,
    queryCount: page.length,
    resultsCount: page.length,
    results: page,
    ...more,
  };
};

const alpaca: FakeVendor = ({ path, query, market }) => {
  const symbol = query.get("symbols") ?? "";
  const actions = market.actions(symbol);
  if (path === "v1/corporate-actions")
    return {
      corporate_actions: {
        forward_splits: splitsOf(actions).map((each) => ({
          symbol,
          new_rate: each.ratio,
          old_rate: 1,
          ex_date: day(each.exTime),
        })),
        cash_dividends: paidOf(actions).map((each) => ({
          symbol,
          rate: each.amount,
          ex_date: day(each.exTime),
        })),
      },
      next_page_token: null,
    };
  const [, size = "1", unit] = /^(\d+)(Min|Hour|Day)$/.exec(query.get("timeframe") ?? "") ?? [];
  const span = { from: Date.parse(query.get("start") ?? ""), to: Date.parse(query.get("end") ?? "") + 1 };
  const minutes = Number(size) * (unit === "Hour" ? 60 : 1);
  const rows = unit === "Day" ? market.daily(symbol, span) : market.intraday(symbol, minutes, span);
  const start = Number(query.get("page_token") ?? 0);
  const page = rows.slice(start, start + 500).map(({ time, ...row }) => {
    const t = unit === "Day" ? time + newYorkOffsetMinutes(time / DAY_MS) * 60_000 : time;
    return {
      t: new Date(t).toISOString(),
      o: row.open,
      h: row.high,
      l: row.low,
      c: row.close,
      v: row.volume,
      n: 1,
      vw: row.close,
    };
  });
  return {
    bars: { [symbol]: page },
    next_page_token: start + 500 < rows.length ? String(start + 500) : null,
  };
};

const eodhd: FakeVendor = ({ path, query, market }) => {
  const [kind, code = ""] = path.split("/");
  const symbol = code.replace(/\.US$/, "");
  const actions = market.actions(symbol);
  if (kind === "splits")
    return splitsOf(actions).map((each) => ({
      date: day(each.exTime),
      split: `${each.ratio.toFixed(6)}/1.000000`,
    }));
  if (kind === "div")
    return paidOf(actions).map((each) => ({
      date: day(each.exTime),
      value: each.amount / 2,
      unadjustedValue: each.amount,
      paymentDate: null,
    }));
  if (kind === "search") return [{ Code: "AAPL", Name: "Apple Inc", Exchange: "US", Currency: "USD" }];
  if (kind === "exchange-symbol-list") return [{ Code: "GONE", Name: "Gone Corp", Exchange: "NYSE" }];
  if (kind === "user") return { name: "somebody" };
  if (kind === "intraday") {
    const span = { from: Number(query.get("from")) * 1000, to: Number(query.get("to")) * 1000 };
    const minutes = { "1m": 1, "5m": 5, "1h": 60 }[query.get("interval") ?? ""] ?? 1;
    const rows = market
      .intraday(symbol, minutes, span)
      .map(({ time, ...row }) => ({ timestamp: time / 1000, gmtoffset: 0, ...row }));
    const hole = {
      timestamp: span.from / 1000,
      gmtoffset: 0,
      open: null,
      high: null,
      low: null,
      close: null,
      volume: null,
    };
    return [hole, ...rows];
  }
  return market
    .daily(symbol, range(query, "from", "to"))
    .map(({ time, ...row }) => ({ date: day(time), ...row, adjusted_close: row.close / 2 }));
};

const alphaVantage: FakeVendor = ({ query, market }) => {
  const symbol = query.get("symbol") ?? "";
  const actions = market.actions(symbol);
  const numbered = (row: BarRow) => ({
    ...{ "1. open": row.open.toFixed(4), "2. high": row.high.toFixed(4), "3. low": row.low.toFixed(4) },
    ...{ "4. close": row.close.toFixed(4), "5. volume": String(row.volume) },
  });
  switch (query.get("function")) {
    case "TIME_SERIES_DAILY": {
      const rows = market.daily(symbol, { from: EVER.from, to: Date.UTC(2024, 0, 1) }).reverse();
      const shown = query.get("outputsize") === "full" ? rows : rows.slice(0, 100);
      return {
        "Meta Data": { "5. Time Zone": "US/Eastern" },
        "Time Series (Daily)": Object.fromEntries(shown.map((row) => [day(row.time), numbered(row)])),
      };
    }
    case "TIME_SERIES_INTRADAY": {
      const [year = 0, month = 1] = (query.get("month") ?? "").split("-").map(Number);
      const span = { from: Date.UTC(year, month - 1, 1), to: Date.UTC(year, month, 1) };
      const rows = market.intraday(symbol, Number.parseInt(query.get("interval") ?? ""), span);
      return {
        "Meta Data": {},
        [`Time Series (${query.get("interval")})`]: Object.fromEntries(
          rows.map((row) => [newYorkText(row.time), numbered(row)]),
        ),
      };
    }
    case "SPLITS":
      return {
        symbol,
        data: splitsOf(actions).map((each) => ({
          effective_date: day(each.exTime),
          split_factor: String(each.ratio),
        })),
      };
    case "DIVIDENDS":
      return {
        symbol,
        data: paidOf(actions).map((each) => ({
          ex_dividend_date: day(each.exTime),
          amount: String(each.amount),
          payment_date: "None",
        })),
      };
    case "SYMBOL_SEARCH":
      return { bestMatches: [{ "1. symbol": "AAPL", "2. name": "Apple Inc", "8. currency": "USD" }] };
    default:
      return { "Error Message": "Invalid API call." };
  }
};

const binance: FakeVendor = ({ path, query, market }) => {
  if (path === "api/v3/ping") return {};
  if (path === "api/v3/exchangeInfo")
    return { symbols: [{ symbol: "BTCUSDT", status: "TRADING", baseAsset: "BTC", quoteAsset: "USDT" }] };
  const symbol = query.get("symbol") ?? "";
  const span = { from: Number(query.get("startTime")), to: Number(query.get("endTime")) + 1 };
  const minutes = { "1m": 1, "5m": 5, "15m": 15, "1h": 60 }[query.get("interval") ?? ""];
  const rows = minutes === undefined ? market.daily(symbol, span) : market.intraday(symbol, minutes, span);
  const length = (minutes ?? 1440) * 60_000;
  return rows.slice(0, Number(query.get("limit"))).map((row) => {
    const prices = [row.open, row.high, row.low, row.close, row.volume].map(String);
    return [row.time, ...prices, row.time + length - 1, "0", 1, "0", "0", "0"];
  });
};

/** Every vendor's own words, by the name under which the fake serves it. */
export const FAKE_VENDORS: Readonly<Record<string, FakeVendor>> = {
  ...{ fmp, "fmp-legacy": fmpLegacy, tiingo, massive, alpaca, eodhd, "alpha-vantage": alphaVantage, binance },
};
