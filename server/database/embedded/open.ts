import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { databaseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { holdDatabase } from "./holders.ts";
import { DATABASE_USER, initialise } from "./initialise.ts";
import { launch, waitUntilReady } from "./launch.ts";
import type { Launch } from "./launch.ts";
import { withLock } from "./lock.ts";
import { binariesPlace, dataPlace } from "./places.ts";
import { findPostmaster, removeStaleFile, stopPostmaster } from "./postmaster.ts";

/** An embedded database in use by this process. */
export interface EmbeddedDatabase {
  /** Connection string of the database, password included; loopback only. */
  readonly url: string;
  /** Folder of the data, which may lie outside `home` (see places.ts). */
  readonly data: string;
  /** Whether this call started the server, or attached to one that ran. */
  readonly started: boolean;
  /** Stops the server unless another live process still holds it. */
  close(): Promise<void>;
}

/** Where the database lives and which of its settings differ from Postgres' own. */
export interface EmbeddedOptions {
  /** Folder of this project's private files, `.lookback` by default. */
  readonly home: string;
  /** Folder that holds node_modules. */
  readonly root: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Opens the embedded database: creates it when absent, attaches when it runs, starts it otherwise.
 * Any number of processes may share it; the last to close it stops it.
 *
 * @throws ServerError "setup" when it cannot be created or started, in one sentence.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = databaseAccount();
  const binaries = findBinaries(options.root);
  const native = binariesPlace(binaries.native, binaries.version, account);
  const data = dataPlace(options.home, account);
  const lock = join(options.home, "database.lock");
  mkdirSync(dirname(data), { recursive: true });
  return withLock(lock, async () => {
    const password = initialise(native, data, account);
    const urlOf = (port: number) => `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`;
    const { port, started } = await run({ native, data, account, settings: options.settings ?? {} }, urlOf);
    await createDatabase(urlOf(port));
    const release = holdDatabase(options.home);
    const close = () => withLock(lock, async () => (release() ? stopPostmaster(native, data) : undefined));
    return { url: urlOf(port).replace(/postgres$/, DATABASE_USER), data, started, close };
  });
}

/** Attaches to the server that runs or starts one. One that was just killed may look alive for a moment. */
async function run(
  options: Launch,
  urlOf: (port: number) => string,
): Promise<{ port: number; started: boolean }> {
  for (;;) {
    await removeStaleFile(options.data);
    const running = findPostmaster(options.data);
    const port = running?.port ?? (await launch(options));
    const runs = () => findPostmaster(options.data)?.port === port;
    if (await waitUntilReady(urlOf(port), runs)) return { port, started: running === undefined };
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE_USER]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE_USER}`);
  } finally {
    await client.end();
  }
}
