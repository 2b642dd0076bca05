import type { Database } from "#server/db.ts";

/** Databases of this process that are known to have accounts; there is no way back. Next loads this module more than once. */
const shared = globalThis as { lookbackAccounts?: Set<string> };

/** Whether calls need an account: from the first one on, or from the start where `LOOKBACK_ACCOUNTS=on`. */
export async function accountsOn(db: Database): Promise<boolean> {
  const known = (shared.lookbackAccounts ??= new Set());
  if (known.has(db.url)) return true;
  if (process.env["LOOKBACK_ACCOUNTS"] !== "on" && !(await hasUsers(db))) return false;
  known.add(db.url);
  return true;
}

async function hasUsers(db: Database): Promise<boolean> {
  const { rows } = await db.pool.query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM users) AS any");
  return rows[0]?.any === true;
}
