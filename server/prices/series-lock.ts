import type { PoolClient } from "pg";
import type { Timeframe } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";

/** One symbol's bars of one length. */
export interface Series {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** How long a writer waits for another of the same series. */
const WAIT_MS = 60_000;

/**
 * Does work on a series that nobody else may write meanwhile, on a connection of its own. The lock is the connection's: a
 * writer that dies lets go of it.
 *
 * @throws ServerError "conflict" when another writer keeps the series for a minute.
 */
export async function withSeriesLock<T>(
  db: BarStore,
  { symbol, timeframe }: Series,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  const key = `bars ${symbol} ${timeframe}`;
  let broken: Error | undefined;
  try {
    await lock(client, key);
    try {
      return await work(client);
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  } catch (error) {
    broken = isBroken(error) ? (error as Error) : undefined;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Runs steps as one transaction: all of them or none. */
export async function inTransaction<T>(client: PoolClient, steps: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await steps();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined); // a connection that is gone has rolled back by itself
    throw error;
  }
}

async function lock(client: PoolClient, key: string): Promise<void> {
  await client.query(`SET lock_timeout = ${WAIT_MS}`);
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [key]);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "55P03")) throw cause;
    const [, symbol, timeframe] = key.split(" ");
    throw new ServerError(
      "conflict",
      `${symbol} ${timeframe} is being written; try again when that is done`,
      {},
      cause,
    );
  } finally {
    await client.query("RESET lock_timeout");
  }
}

/** A connection that is lost must not go back to the pool. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Connection terminated|ECONNRESET|57P01/.test(
      `${"code" in error ? String(error.code) : ""} ${error.message}`,
    )
  );
}
