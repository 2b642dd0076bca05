import { alpaca } from "./alpaca.ts";
import { alphaVantage } from "./alpha-vantage.ts";
import { binance } from "./binance.ts";
import { eodhd } from "./eodhd.ts";
import { fmpLegacy } from "./fmp-legacy.ts";
import { fmp } from "./fmp.ts";
import type { Clock } from "./http/clock.ts";
import type { HttpClient } from "./http/http-client.ts";
import { massive } from "./massive.ts";
import type { Provider } from "./provider.ts";
import { tiingo } from "./tiingo.ts";

/** A vendor as data: where it is, what its key is called and carried in, and how often its smallest plan may call. */
export interface Vendor {
  readonly name: string;
  readonly baseUrl: string;
  /** Beginning of its variables: `FMP` reads `FMP_API_KEY`, `FMP_URL` (tests only) and `FMP_PER_MINUTE`. */
  readonly variable: string;
  /** How a call carries the key; absent where none is needed. */
  readonly key?: (
    key: string,
    secret: string,
  ) => {
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  };
  /** Whether the key has a second part, `<variable>_API_SECRET`. */
  readonly hasSecret?: boolean;
  readonly perMinute: number;
  readonly create: (http: HttpClient, clock: Clock) => Provider;
}

/** Every vendor that we can fetch from. Limits are those of the plan that most have; `<variable>_PER_MINUTE` overrules them. */
export const VENDORS: readonly Vendor[] = [
  {
    name: "fmp",
    baseUrl: "https://financialmodelingprep.com/stable",
    variable: "FMP",
    key: (key) => ({ headers: { apikey: key } }),
    perMinute: 300,
    create: fmp,
  },
  {
    name: "fmp-legacy",
    baseUrl: "https://financialmodelingprep.com/api/v3",
    variable: "FMP_LEGACY",
    key: (key) => ({ query: { apikey: key } }),
    perMinute: 300,
    create: fmpLegacy,
  },
  {
    name: "tiingo",
    baseUrl: "https://api.tiingo.com",
    variable: "TIINGO",
    key: (key) => ({ headers: { authorization: `Token ${key}` } }),
    perMinute: 60,
    create: tiingo,
  },
  {
    name: "massive",
    baseUrl: "https://api.massive.com",
    variable: "MASSIVE",
    key: (key) => ({ headers: { authorization: `Bearer ${key}` } }),
    perMinute: 5,
    create: massive,
  },
  {
    name: "alpaca",
    baseUrl: "https://data.alpaca.markets",
    variable: "ALPACA",
    key: (key, secret) => ({ headers: { "apca-api-key-id": key, "apca-api-secret-key": secret } }),
    hasSecret: true,
    perMinute: 200,
    create: alpaca,
  },
  {
    name: "eodhd",
    baseUrl: "https://eodhd.com/api",
    variable: "EODHD",
    key: (key) => ({ query: { api_token: key } }),
    perMinute: 600,
    create: eodhd,
  },
  {
    name: "alpha-vantage",
    baseUrl: "https://www.alphavantage.co",
    variable: "ALPHA_VANTAGE",
    key: (key) => ({ query: { apikey: key } }),
    perMinute: 5,
    create: (http, clock) => alphaVantage(http, () => clock.now()),
  },
  {
    name: "binance",
    baseUrl: "https://data-api.binance.vision",
    variable: "BINANCE",
    perMinute: 1200,
    create: binance,
  },
];
