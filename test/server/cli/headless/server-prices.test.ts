import { expect, test } from "vitest";
import { makeToken } from "#server/account/api-tokens.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { executeNotebook } from "#server/cli/headless/execute-notebook.ts";
import { serverPrices } from "#server/cli/headless/server-prices.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { tablesRoute } from "#server/tables/tables-route.ts";
import { trpcRoute } from "#server/trpc-route.ts";
import { openDesk, ORIGIN } from "../../access/desk.ts";
import { openCopy } from "../../open-copy.ts";
import { loadMarket } from "../../studies/study-bench.ts";

const NOTEBOOK = parseNotebook(`// %% [ts] id="bars"
const prices = await bars("ONE");
const known = (await datasets()).map(({ symbol }) => symbol).join();
export const told = [prices.close.length, known].join(" ");
`);

/** A server's routes, without a socket. */
async function elsewhere() {
  const db = await openCopy();
  await loadMarket(db, "ONE", 1);
  const { people } = await openDesk(db);
  const { secret } = await makeToken(db, people.viewer, { name: "laptop", days: 1 });
  const send = (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    const [, , route = "", name = ""] = new URL(url).pathname.split("/");
    if (route === "bars") return barsRoute(request, () => db);
    return route === "tables" ? tablesRoute(request, name, () => db) : trpcRoute(request, () => db);
  };
  return { secret, send };
}

test("a notebook of the command line reads the prices of a server elsewhere with a token", async () => {
  const { secret, send } = await elsewhere();
  const cells = await executeNotebook(
    NOTEBOOK,
    serverPrices({ server: ORIGIN, token: secret, send }),
    {},
    false,
  );
  expect(cells.map(({ status }) => status)).toEqual(["fresh"]);
  expect(cells[0]?.values?.find(({ name }) => name === "told")?.text).toBe('"1008 ONE"');
});

test("tables of what was saved come from there too, or why there is none", async () => {
  const { secret, send } = await elsewhere();
  const prices = serverPrices({ server: ORIGIN, token: secret, send });
  await expect(prices.readTable?.("saved_runs")).rejects.toThrow("saved_runs is empty; save a run first");
});

test("without a token nothing is read where there are accounts, and the server's own words say why", async () => {
  const { send } = await elsewhere();
  const prices = serverPrices({ server: ORIGIN, send });
  await expect(prices.loadBars({ symbol: "ONE", timeframe: "1d" })).rejects.toThrow("sign in");
  await expect(prices.listDatasets()).rejects.toThrow("sign in");
});

test("a server that does not answer is named with the setting to look at", async () => {
  const send = () => Promise.reject(new TypeError("fetch failed"));
  await expect(
    serverPrices({ server: "http://nowhere.test", send }).loadBars({ symbol: "ONE", timeframe: "1d" }),
  ).rejects.toThrow("no answer from http://nowhere.test; is LOOKBACK_SERVER right?");
});
