import type { PoolClient } from "pg";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { upsertSymbol } from "#server/prices/import-bars.ts";
import { inTransaction } from "#server/prices/series-lock.ts";
import { readActions } from "#server/prices/read-actions.ts";
import { writeActions } from "#server/prices/write-actions.ts";
import type { SymbolChange } from "#server/providers/provider.ts";
import type { SyncTools } from "./run-task.ts";

const YEAR_MS = 366 * 86_400_000;
const RENAME = `UPDATE symbols SET renamed_to = $2, active = false, delisted_on = coalesce(delisted_on, $3) WHERE symbol = $1`;

/**
 * Brings a symbol's splits, dividends and former names up to what the provider tells, announced ones included.
 *
 * @returns The splits and dividends that are stored now; those of another source where this one has none to offer.
 */
export async function syncActions(
  client: PoolClient,
  symbol: string,
  { provider, clock, signal }: SyncTools,
): Promise<readonly CorporateAction[]> {
  if (!provider.offers.includes("actions")) return readActions(client, symbol);
  const span = { from: 0, to: clock.now() + YEAR_MS };
  const told = await provider.fetchActions(symbol, span, { signal });
  const changes = told.filter((each): each is SymbolChange => each.type === "symbol-change");
  const actions = told.filter((each): each is CorporateAction => each.type !== "symbol-change");
  if (told.length === 0 && !(await isKnown(client, symbol))) return [];
  await inTransaction(client, async () => {
    await upsertSymbol(client, symbol, {});
    await writeActions(client, symbol, span, actions, provider.name);
    // What traded under the old name is kept there; the new name brings its whole history from the provider.
    for (const { from, exTime } of changes) await client.query(RENAME, [from, symbol, new Date(exTime)]);
  });
  return actions;
}

/** A symbol of which nobody tells anything is none that is kept. */
async function isKnown(client: PoolClient, symbol: string): Promise<boolean> {
  return (await client.query("SELECT 1 FROM symbols WHERE symbol = $1", [symbol])).rowCount === 1;
}
