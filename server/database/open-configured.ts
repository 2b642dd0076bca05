import { resolve } from "node:path";
import pg from "pg";
import type { Env } from "#server/env.ts";
import { ServerError } from "#server/errors.ts";
import { openEmbedded } from "./embedded/open.ts";

/** A database that answers, by its URL. */
export interface ConfiguredDatabase {
  readonly url: string;
  /** Lets go of it; stops the embedded one when nobody else holds it. */
  close(): Promise<void>;
}

/**
 * Opens the database that the environment names: `DATABASE_URL`, else the embedded one in `LOOKBACK_HOME`.
 *
 * @param root Folder of the project.
 * @throws ServerError "database-down" or "setup", in one sentence, without the password.
 */
export async function openConfigured(env: Env, root: string): Promise<ConfiguredDatabase> {
  if (env.DATABASE_URL === undefined) return openEmbedded({ home: resolve(root, env.LOOKBACK_HOME), root });
  await requireAnswer(env.DATABASE_URL);
  return { url: env.DATABASE_URL, close: async () => undefined };
}

async function requireAnswer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (cause) {
    const { host, pathname } = new URL(url);
    const words = cause instanceof AggregateError || !(cause instanceof Error) ? "refused" : cause.message;
    throw new ServerError(
      "database-down",
      `database at ${host}${pathname} does not answer (${words}); start it, or unset DATABASE_URL to use the embedded one`,
      {},
      cause,
    );
  } finally {
    await client.end().catch(() => undefined); // ending what never connected may refuse
  }
}
