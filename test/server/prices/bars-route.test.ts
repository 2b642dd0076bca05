import { describe, expect, test } from "vitest";
import { barsRoute } from "#server/prices/bars-route.ts";
import { importRoute } from "#server/prices/import-route.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const CSV = "date,open,high,low,close,volume\n2024-01-02,10,12,9,11,100\n";

function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return barsRoute(new Request(`http://localhost:3000/api/bars?${query}`, { headers }), () => db);
}

function post(query: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  const url = `http://localhost:3000/api/bars/import?${query}`;
  return importRoute(new Request(url, { method: "POST", body }), () => db);
}

describe("the bars route", () => {
  test("stores an upload and sends it back with a tag that spares the second trip", async () => {
    const stored = (await (await post("symbol=UP", CSV)).json()) as { bars: number; hash: string };
    expect(stored.bars).toBe(1);
    const answer = await get("symbol=UP&timeframe=1d");
    expect(answer.headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
    expect(answer.headers.get("etag")).toBe(`"${stored.hash}"`);
    const again = await get("symbol=UP&timeframe=1d", { "if-none-match": `"${stored.hash}"` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test.each([
    ["symbol=NOPE", 404, "not-found"],
    ["symbol=UP&timeframe=2d", 400, "bad-request"],
    ["symbol=a'%20OR%201=1", 400, "bad-request"],
    ["symbol=UP&from=NaN", 400, "bad-request"],
    ["", 400, "bad-request"],
  ])("answers %s with %i", async (query, status, code) => {
    const answer = await get(query);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code, message: expect.any(String) as string });
  });

  test("says which row of an upload is broken", async () => {
    const answer = await post("symbol=BAD", `${CSV}2024-01-03,x,1,1,1,1\n`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: "bad-csv",
      details: { site: { row: 3, field: "open" } },
    });
  });

  test("says what an upload would store, and stores nothing", async () => {
    const shown = await post("symbol=LATER&preview=1&file=later.csv", CSV);
    expect(await shown.json()).toMatchObject({ timeframe: "1d", bars: 1, first: [{ close: 11 }] });
    expect((await get("symbol=LATER")).status).toBe(404);
    const unknown = await post("symbol=LATER&file=later.xlsx", CSV);
    expect(await unknown.json()).toMatchObject({
      message: expect.stringContaining("unknown kind of file: .xlsx") as string,
    });
  });

  test("refuses bytes that are not UTF-8", async () => {
    const answer = await post("symbol=BAD", new Uint8Array([0x64, 0xff, 0xfe]));
    expect(await answer.json()).toMatchObject({ code: "bad-csv" });
  });

  test.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ origin: "null" }],
    [{ origin: "http://evil.test" }],
    [{ host: "evil.test" }],
  ])("refuses another site: %j", async (headers) => {
    expect((await get("symbol=UP", headers)).status).toBe(403);
  });
});
