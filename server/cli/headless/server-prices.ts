import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { z } from "zod";
import { ServerError } from "#server/errors.ts";
import type { AppRouter } from "#server/router.ts";
import type { PriceSource } from "#workers/cells/price-library.ts";

const problem = z.object({ message: z.string() });

/** A Lookback server that a person has an account of. */
export interface ServerAddress {
  /** Origin, such as `https://desk.example`. */
  readonly server: string;
  /** Of the Account page; a server without accounts needs none. */
  readonly token?: string | undefined;
  /** Sends a request; the platform's own by default. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Prices and saved tables of a server elsewhere, read with a token as its owner may read them.
 *
 * @throws ServerError "bad-request" with the server's sentence when it refuses, or does not answer.
 */
export function serverPrices({ server, token, send = fetch }: ServerAddress): PriceSource {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const ask = (url: unknown, init: unknown = {}): Promise<Response> =>
    send(String(url), { ...(init as RequestInit), headers }).catch((error: unknown) => {
      throw new ServerError("bad-request", `no answer from ${server}; is LOOKBACK_SERVER right?`, {}, error);
    });
  const read = async (path: string): Promise<Uint8Array> => {
    const answer = await ask(new URL(path, server));
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    const told = problem.safeParse(await answer.json().catch(() => null));
    throw new ServerError("bad-request", told.data?.message ?? `${server} answered ${answer.status}`);
  };
  const link = httpBatchLink({ url: new URL("/api/trpc", server), fetch: ask });
  const client = createTRPCClient<AppRouter>({ links: [link] });
  return {
    loadBars: (request) =>
      read(`/api/bars?${new URLSearchParams(Object.entries(request).map(([k, v]) => [k, String(v)]))}`),
    listDatasets: () => client.prices.datasets.query(),
    readTable: (name) => read(`/api/tables/${name}`),
  };
}
