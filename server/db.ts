import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/client/client.ts";
import pg from "pg";
import { readEnv } from "./env.ts";
import { ServerError } from "./errors.ts";

/** An open database: `pool` for bars and trades (COPY), `prisma` for everything else, on the same connections. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Has something that lives beside the connections end with them. */
  onClose(work: () => Promise<void>): void;
  close(): Promise<void>;
}

/** The part of a {@link Database} that bars need: connections, without Prisma. */
export type BarStore = Pick<Database, "pool"> & Partial<Pick<Database, "onClose">>;

/**
 * Bounds of a transaction, ms: to begin, and to end. A slow disk makes a save slow and no error, so they are far above what a save ever takes;
 * without an end, a lost connection would hold its locks.
 */
const TRANSACTIONS = { maxWait: 30_000, timeout: 60_000 } as const;

/** Opens a database by its URL; connects on first use. The caller closes it. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 });
  // An idle connection that the server closes is replaced on next use; unhandled, the event would end the process.
  pool.on("error", () => undefined);
  // One that is lost while it is in use tells its next query; by itself, too, the event would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTIONS });
  const closing: (() => Promise<void>)[] = [];
  const onClose: Database["onClose"] = (work) => void closing.push(work);
  const close = async () => {
    for (const work of closing.splice(0)) await work();
    await prisma.$disconnect();
    await pool.end();
  };
  return { url, pool, prisma, onClose, close };
}

/** Next loads this module more than once; the connections are one. */
const shared = globalThis as { lookbackDatabase?: Database };

/**
 * The app's database, opened once per process by `DATABASE_URL`, which `npm start` sets.
 *
 * @throws ServerError "setup" when `DATABASE_URL` is absent.
 */
export function appDatabase(): Database {
  if (shared.lookbackDatabase) return shared.lookbackDatabase;
  const { DATABASE_URL } = readEnv();
  if (!DATABASE_URL) {
    throw new ServerError("setup", "missing DATABASE_URL; start with npm start, which prepares a database");
  }
  return (shared.lookbackDatabase = openDatabase(DATABASE_URL));
}
