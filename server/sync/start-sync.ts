import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Timeframe } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { readRules } from "#server/retention/list-retention.ts";
import { horizonOf } from "#server/retention/retention-schemas.ts";
import { startSyncInput } from "./sync-schemas.ts";
import type { StartSyncInput } from "./sync-schemas.ts";

const FOUR_YEARS_MS = 4 * 365.25 * 86_400_000;
const ADD_JOB = `INSERT INTO sync_jobs (id, provider, timeframe, from_time, to_time, kind) VALUES ($1, $2, $3, $4, $5, $6)`;
const ADD_TASKS = `INSERT INTO sync_tasks (job_id, symbol) SELECT $1::uuid, unnest($2::text[])`;
const SYNTHETIC = `SELECT symbol FROM symbols WHERE synthetic AND symbol = ANY($1::text[]) ORDER BY symbol`;
const HAS_UNIVERSE = `SELECT 1 FROM universes WHERE name = $1`;
const MEMBERS = `SELECT m.symbol FROM universe_members m JOIN universes u ON u.id = m.universe_id
  WHERE u.name = $1 AND u.version = (SELECT max(version) FROM universes WHERE name = $1)
  AND m.member_from <= now() AND (m.member_to IS NULL OR m.member_to > now()) ORDER BY m.symbol`;

/**
 * Queues a sync; whoever runs jobs (the worker beside the app, or the command line) picks it up. It begins no earlier than retention keeps bars.
 *
 * @returns Its id.
 * @throws ServerError "bad-request" when the provider has no key or not these bars, or there are no symbols.
 */
export async function startSync(
  db: BarStore,
  providers: Providers,
  given: StartSyncInput,
  now: number = Date.now(),
): Promise<{ readonly id: string; readonly symbols: number }> {
  const input = startSyncInput.parse(given);
  const provider = providers.get(input.provider);
  if (!provider.timeframes.includes(input.timeframe)) {
    const message = `${provider.name} has no ${input.timeframe} bars; use one of ${provider.timeframes.join(", ")}`;
    throw new ServerError("bad-request", message);
  }
  const to = Math.min(input.to ?? now, now);
  const from = Math.max(input.from ?? to - FOUR_YEARS_MS, await horizonFor(db, input.timeframe, now));
  if (from >= to)
    throw new ServerError(
      "bad-request",
      "sync ends before it begins, or before what retention keeps; give a from before its to",
    );
  const symbols = await symbolsOf(db, input);
  const id = randomUUID();
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(ADD_JOB, [
      id,
      provider.name,
      input.timeframe,
      new Date(from),
      new Date(to),
      input.kind,
    ]);
    await client.query(ADD_TASKS, [id, symbols]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  return { id, symbols: symbols.length };
}

/** What retention would take away again is not fetched. */
async function horizonFor(db: BarStore, timeframe: Timeframe, now: number): Promise<number> {
  const rule = (await readRules(db.pool)).find((each) => each.timeframe === timeframe);
  return rule ? horizonOf(rule, now) : 0;
}

async function symbolsOf(
  db: BarStore,
  { symbols = [], universe }: z.infer<typeof startSyncInput>,
): Promise<string[]> {
  const members =
    universe === undefined ? [] : (await db.pool.query<{ symbol: string }>(MEMBERS, [universe])).rows;
  const all = [...new Set([...symbols, ...members.map((row) => row.symbol)])].sort();
  await refuseSynthetic(db, all);
  if (all.length > 0) return all;
  if (universe === undefined) throw new ServerError("bad-request", "no symbols; name some, or a universe");
  const { rowCount } = await db.pool.query(HAS_UNIVERSE, [universe]);
  const message =
    rowCount === 0
      ? `unknown universe: ${universe}; use a name of the Data page's Universes`
      : `universe ${universe} has no members now; choose another`;
  throw new ServerError("bad-request", message);
}

/** A vendor may have a company of the same name, whose bars would go on where the generated ones end. */
async function refuseSynthetic(db: BarStore, symbols: readonly string[]): Promise<void> {
  const [first] = (await db.pool.query<{ symbol: string }>(SYNTHETIC, [symbols])).rows;
  if (first)
    throw new ServerError(
      "bad-request",
      `${first.symbol} is synthetic: no provider has it; fetch real symbols`,
    );
}
