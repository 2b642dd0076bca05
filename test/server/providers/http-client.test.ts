import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { httpClient } from "#server/providers/http/http-client.ts";
import { readBounded } from "#server/providers/http/read-bounded.ts";
import { tokenBucket } from "#server/providers/http/token-bucket.ts";
import { VENDORS } from "#server/providers/catalogue.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { VENDOR_VARIABLES } from "#server/providers/provider-env.ts";
import { fakeMarket } from "./fake/market.ts";
import { quickClock } from "./fake/quick-clock.ts";
import type { Fault } from "./fake/server.ts";
import { startFakeProvider } from "./fake/server.ts";

const fake = await startFakeProvider({ market: fakeMarket() });
afterAll(() => fake.close());
beforeEach(() => {
  fake.faults.length = 0;
  fake.calls.length = 0;
});

const anything = z.array(z.object({ date: z.string() }));
const PATH = "historical-price-eod/non-split-adjusted";
const QUERY = { symbol: "TEST", from: "2023-01-01", to: "2023-02-01" };

function clientOf(more: { timeoutMs?: number } = {}) {
  const clock = quickClock();
  const options = {
    provider: "fmp",
    baseUrl: fake.url("fmp"),
    perMinute: 6000,
    query: { apikey: "secret-key" },
    secrets: ["secret-key"],
    clock,
  };
  return { clock, http: httpClient({ ...options, ...more }) };
}

describe("a call", () => {
  test.each<[string, Fault]>([
    ["500", { status: 500 }],
    ["503 with HTML", { status: 503, body: "<html>" }],
    ["429", { status: 429 }],
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "7" } }],
    [
      "200 with a note on the rate",
      { status: 200, body: { Note: "5 calls per minute is our standard frequency" } },
    ],
    ["truncated JSON", "truncated"],
    ["a cut connection", "cut"],
  ])("is tried again after %s", async (_, fault) => {
    fake.faults.push(fault);
    const { http } = clientOf();
    expect((await http.getJson(PATH, QUERY, anything)).length).toBe(21);
    expect(fake.calls).toHaveLength(2);
  });

  test.each<[string, Fault, string]>([
    ["401", { status: 401, body: { "Error Message": "Invalid API KEY." } }, "provider-refused"],
    ["402", { status: 402 }, "provider-quota"],
    [
      "403 of a legacy endpoint",
      { status: 403, body: { "Error Message": "Legacy Endpoint" } },
      "provider-refused",
    ],
    ["404", { status: 404, body: {} }, "provider-answer"],
    [
      "200 with an error object",
      { status: 200, body: { "Error Message": "Invalid API call" } },
      "provider-answer",
    ],
    [
      "200 with a refused key",
      { status: 200, body: { Information: "the api key is invalid" } },
      "provider-refused",
    ],
    [
      "200 with a spent day",
      { status: 200, body: { Information: "our standard rate limit is 25 requests per day" } },
      "provider-quota",
    ],
    ["200 with another shape", { status: 200, body: [{ day: "2023-01-03" }] }, "provider-answer"],
    ["a page of HTML", "html", "provider-answer"],
    ["a redirect", { status: 302, headers: { location: "http://169.254.169.254/" } }, "provider-answer"],
  ])("is not tried again after %s", async (_, fault, code) => {
    fake.faults.push(fault);
    await expect(clientOf().http.getJson(PATH, QUERY, anything)).rejects.toMatchObject({ code });
    expect(fake.calls).toHaveLength(1);
  });

  test("waits as long as Retry-After says and a jitter more, for all calls of the key", async () => {
    fake.faults.push({ status: 429, headers: { "retry-after": "7" } });
    const { clock, http } = clientOf();
    await Promise.all([http.getJson(PATH, QUERY, anything), http.getJson(PATH, QUERY, anything)]);
    expect(Math.max(...clock.slept)).toBe(7_250);
  });

  test("gives up when Retry-After asks for more than two minutes", async () => {
    fake.faults.push({ status: 429, headers: { "retry-after": "3600" } });
    await expect(clientOf().http.getJson(PATH, QUERY, anything)).rejects.toMatchObject({
      code: "provider-quota",
    });
  });

  test("gives up on an answer that does not come in time", async () => {
    fake.faults.push("hang", "hang", "hang", "hang", "hang");
    const { http } = clientOf({ timeoutMs: 20 });
    await expect(http.getJson(PATH, QUERY, anything)).rejects.toThrow("did not answer in time");
  });

  test("ends with the caller's reason when it is aborted", async () => {
    fake.faults.push("hang");
    const abort = new AbortController();
    const call = clientOf().http.getJson(PATH, QUERY, anything, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error("enough")), 20);
    await expect(call).rejects.toThrow("enough");
  });

  test("carries the key in its query and never in its messages", async () => {
    fake.faults.push({ status: 404, body: { error: "no such secret-key here" } });
    const trouble: unknown = await clientOf()
      .http.getJson(PATH, QUERY, anything)
      .catch((error: unknown) => error);
    expect(fake.calls[0]).toContain("apikey=secret-key");
    expect(String(trouble)).toContain("no such [key] here");
  });

  test("follows a next page on the same host only", async () => {
    const { http } = clientOf();
    await expect(http.getNext("https://evil.test/next", anything)).rejects.toThrow("another host");
    expect(await http.getNext(`/fmp/${PATH}?symbol=A&from=2023-01-01&to=2023-01-05`, anything)).toHaveLength(
      3,
    );
  });
});

test("an answer is read up to its bound and no further", async () => {
  await expect(readBounded(new Response("x".repeat(2_000_000)), "fmp", 1_048_576)).rejects.toThrow(
    "more than 1 MB",
  );
});

test.each([1, 5, 60, 300])(
  "a bucket of %i a minute never lets more through in any minute",
  async (perMinute) => {
    const clock = quickClock(0);
    const bucket = tokenBucket(perMinute, clock);
    const times: number[] = [];
    for (let call = 0; call < 3 * perMinute + 3; call++) {
      await bucket.take();
      times.push(clock.now());
    }
    const most = Math.max(
      ...times.map((start) => times.filter((time) => time >= start && time < start + 60_000).length),
    );
    expect(most).toBeLessThanOrEqual(perMinute + (perMinute === 1 ? 1 : 0));
  },
);

test("wrong variables are told all at once, without their values", () => {
  const wrong = {
    FMP_URL: "http://169.254.169.254/latest",
    TIINGO_PER_MINUTE: "often",
    FMP_API_KEY: "secret-key",
  };
  expect(() => openProviders(wrong)).toThrow(/FMP_URL \(.*\), TIINGO_PER_MINUTE \(/);
  expect(() => openProviders(wrong)).not.toThrow(/169\.254|secret-key/);
});

test("a provider without a key says which variable to set", () => {
  expect(() => openProviders({}).get("fmp")).toThrow("no key for fmp; set FMP_API_KEY");
  expect(() => openProviders({}).get("yahoo")).toThrow("unknown provider: yahoo; use one of binance");
});

test("every vendor's variables are looked at when the server starts", () => {
  expect(VENDORS.map(({ variable }) => variable).toSorted()).toEqual([...VENDOR_VARIABLES].toSorted());
});
