import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeMarket } from "./market.ts";
import { FAKE_VENDORS } from "./vendors.ts";

/** What goes wrong with one call: an answer in place of the real one, or something done to the real one. */
export type Fault =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | "html"
  | "truncated"
  | "hang"
  | "cut"
  | "empty";

/** How the fake behaves. */
export interface FakeOptions {
  readonly market: FakeMarket;
  /** Calls that one minute allows; more are answered with 429. */
  readonly perMinute?: number;
  /** Time before each answer, ms. */
  readonly delayMs?: number;
}

/** Providers on the loopback interface. */
export interface FakeProvider {
  /** Address under which a vendor's interface stands. */
  url(vendor: string): string;
  /** Variables that point every vendor here, with keys. */
  readonly environment: Readonly<Record<string, string>>;
  /** Faults of the coming calls, first first; calls beyond them are answered well. */
  readonly faults: Fault[];
  /** Path and query of the calls so far. */
  readonly calls: string[];
  /** Headers of the last call. */
  lastHeaders(): IncomingMessage["headers"];
  close(): Promise<void>;
}

/** Serves every vendor's documented shapes and faults over real HTTP. */
export async function startFakeProvider(options: FakeOptions): Promise<FakeProvider> {
  const faults: Fault[] = [];
  const calls: string[] = [];
  const times: number[] = [];
  let headers: IncomingMessage["headers"] = {};
  const server = createServer((request, response) => {
    calls.push(request.url ?? "");
    headers = request.headers;
    const now = Date.now();
    const recent = times.push(now) - times.findIndex((time) => time > now - 60_000);
    const fault =
      options.perMinute !== undefined && recent > options.perMinute ? { status: 429 } : faults.shift();
    setTimeout(() => answer(options.market, request, response, fault), options.delayMs ?? 0);
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = (vendor: string) => `${origin}/${vendor}`;
  const close = () =>
    new Promise<void>((settle) => {
      server.close(() => settle());
      server.closeAllConnections();
    });
  return { url, environment: environmentOf(url), faults, calls, lastHeaders: () => headers, close };
}

function environmentOf(url: (vendor: string) => string): Record<string, string> {
  const entries = Object.keys(FAKE_VENDORS).flatMap((vendor) => {
    const name = vendor.toUpperCase().replaceAll("-", "_");
    return [
      [`${name}_URL`, url(vendor)],
      [`${name}_API_KEY`, "secret-key-of-test"],
      [`${name}_API_SECRET`, "second-secret-of-test"],
      [`${name}_PER_MINUTE`, "60000"],
    ];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function answer(
  market: FakeMarket,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  if (fault === "hang") return;
  if (fault === "cut") return void response.destroy();
  if (typeof fault === "object") {
    response.writeHead(fault.status, fault.headers);
    return void response.end(fault.body === undefined ? "" : JSON.stringify(fault.body));
  }
  if (fault === "html")
    return void response.end("<!DOCTYPE html><html><body>Checking your browser</body></html>");
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
  const [, vendor = "", ...rest] = url.pathname.split("/");
  const call = {
    path: rest.map(decodeURIComponent).join("/"),
    query: url.searchParams,
    origin: url.origin,
    market,
  };
  const body = fault === "empty" ? [] : FAKE_VENDORS[vendor]?.(call);
  if (body === undefined) return void response.writeHead(404).end("{}");
  const text = JSON.stringify(body);
  response.end(fault === "truncated" ? text.slice(0, text.length / 2) : text);
}
