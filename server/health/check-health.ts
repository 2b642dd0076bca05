import type { Database } from "#server/db.ts";

/** How the server is. */
export interface Health {
  readonly status: "ok";
  /** Time of one round trip to the database, ms. */
  readonly databaseMs: number;
}

/** Asks the database for a sign of life; throws what the connection throws when there is none. */
export async function checkHealth(db: Database): Promise<Health> {
  const began = performance.now();
  await db.pool.query("SELECT 1");
  return { status: "ok", databaseMs: Math.round((performance.now() - began) * 10) / 10 };
}
