import { z } from "zod";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import { type DatasetInfo, datasetInfo } from "#engine/data/dataset-info.ts";
import type { StoredTable } from "#engine/data/stored-table.ts";
import { createApiClient } from "./api.ts";
import { askAgain } from "./ask-again.ts";

const problem = z.object({ message: z.string() });

/**
 * Bars as an Arrow IPC stream, from this page's own server with the person's session: the sandbox
 * cannot ask for them itself.
 *
 * @param link The link through which a shared notebook asks: then what it names is all that there is.
 * @throws Error with the server's sentence when it refuses.
 */
export async function fetchBars(request: BarsRequest, link?: string): Promise<Uint8Array> {
  const query = new URLSearchParams({ symbol: request.symbol, timeframe: request.timeframe });
  if (request.from !== undefined) query.set("from", String(request.from));
  if (request.to !== undefined) query.set("to", String(request.to));
  if (request.adjust !== undefined) query.set("adjust", request.adjust);
  if (request.hash !== undefined) query.set("hash", request.hash);
  const headers: Record<string, string> = link === undefined ? {} : { "x-lookback-link": link };
  return askAgain(async () => readBytes(await fetch(`/api/bars?${query}`, { headers }), "bars"));
}

async function readBytes(response: Response, what: string): Promise<Uint8Array> {
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const body = problem.safeParse(await response.json().catch(() => null));
  throw new Error(
    body.success ? body.data.message : `the server answered ${response.status} to a request for ${what}`,
  );
}

/** A table of what was saved, as an Arrow IPC stream. @throws Error with the server's sentence when it refuses. */
export async function fetchTable(name: StoredTable): Promise<Uint8Array> {
  return askAgain(async () => readBytes(await fetch(`/api/tables/${name}`), name));
}

/** Every dataset that this person may read. */
export async function fetchDatasets(): Promise<DatasetInfo[]> {
  return z.array(datasetInfo).parse(await createApiClient().prices.datasets.query());
}
