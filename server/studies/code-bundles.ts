import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import type { Bundle } from "#server/sandbox/code-bundle.ts";
import { bundleOf } from "#server/sandbox/code-bundle.ts";

/** Keeps code under its hash; the same code is sent and kept once. @returns The hash. */
export async function keepBundle(client: Pick<PoolClient, "query">, { hash, code }: Bundle): Promise<string> {
  const { rowCount } = await client.query("SELECT 1 FROM code_bundles WHERE hash = $1", [hash]);
  if (rowCount === 1) return hash;
  await client.query("INSERT INTO code_bundles (hash, code) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    hash,
    code,
  ]);
  return hash;
}

/**
 * Reads code by its hash.
 *
 * @throws Error when it is not there, or is not what its hash says.
 */
export async function readBundle(db: BarStore, hash: string): Promise<string> {
  const { rows } = await db.pool.query<{ code: string }>("SELECT code FROM code_bundles WHERE hash = $1", [
    hash,
  ]);
  const code = rows[0]?.code;
  if (code === undefined || bundleOf(code).hash !== hash)
    throw new Error(`code bundle ${hash} is not what it was`);
  return code;
}
