import { z } from "zod";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { calendarOf } from "#engine/market/calendar.ts";
import type { BarStore } from "#server/db.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { dueSession } from "./due-session.ts";
import { startSync } from "./start-sync.ts";

const DAY_MS = 86_400_000;

/** A sync of a universe after each close. */
export const scheduleInput = z.strictObject({
  provider: z.string().min(1).max(40),
  timeframe: z.enum(TIMEFRAMES).default("1d"),
  universe: z.string().min(1).max(200),
  minutesAfterClose: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .default(30)
    .describe("minutes after the exchange's close"),
  enabled: z.boolean().default(true),
});

const SAVE = `INSERT INTO sync_schedules (id, provider, timeframe, universe, minutes_after_close, enabled)
  VALUES (gen_random_uuid(), $1, $2, $3, $4, $5) ON CONFLICT (provider, timeframe, universe)
  DO UPDATE SET minutes_after_close = $4, enabled = $5`;
const LIST = `SELECT id, provider, timeframe, universe, minutes_after_close AS "minutesAfterClose", enabled,
  (extract(epoch FROM last_session) / 86400)::int AS "lastSession",
  EXISTS (SELECT 1 FROM universes u WHERE u.name = universe) AS "hasUniverse" FROM sync_schedules ORDER BY provider, universe, timeframe`;
const TAKE = `UPDATE sync_schedules SET last_session = (to_timestamp($2::float8) AT TIME ZONE 'UTC')::date
  WHERE id = $1 AND (last_session IS NULL OR last_session < (to_timestamp($2::float8) AT TIME ZONE 'UTC')::date) RETURNING id`;
const GIVE_BACK = `UPDATE sync_schedules SET last_session = (to_timestamp($2::float8) AT TIME ZONE 'UTC')::date WHERE id = $1`;

/** A stored schedule; `lastSession` is the day count of the session that it ran for last. */
export type Schedule = z.output<typeof scheduleInput> & {
  readonly id: string;
  readonly lastSession: number | null;
  /** Whether its universe is there. */
  readonly hasUniverse: boolean;
};

/** Adds a schedule, or changes the one of the same provider, timeframe and universe. */
export async function saveSchedule(db: BarStore, given: z.input<typeof scheduleInput>): Promise<void> {
  const { provider, timeframe, universe, minutesAfterClose, enabled } = scheduleInput.parse(given);
  await db.pool.query(SAVE, [provider, timeframe, universe, minutesAfterClose, enabled]);
}

/** Which schedule. */
export const scheduleId = z.strictObject({ id: z.uuid() });

/** Takes a schedule away; what it has fetched stays. */
export async function removeSchedule(db: BarStore, input: z.infer<typeof scheduleId>): Promise<void> {
  await db.pool.query("DELETE FROM sync_schedules WHERE id = $1", [scheduleId.parse(input).id]);
}

/** Lists all schedules. */
export async function listSchedules(db: BarStore): Promise<Schedule[]> {
  return (await db.pool.query<Schedule>(LIST)).rows;
}

/**
 * Queues the syncs that have come due since the last look, each once however many processes look.
 *
 * @returns Ids of the queued syncs. A schedule whose provider or universe is gone is reported to `tell` and passed over.
 */
export async function runSchedules(
  db: BarStore,
  providers: Providers,
  now: number,
  tell: (words: string) => void,
): Promise<string[]> {
  const started: string[] = [];
  for (const schedule of await listSchedules(db)) {
    if (!schedule.enabled) continue;
    try {
      const id = await runWhenDue(db, providers, schedule, now);
      if (id !== undefined) started.push(id);
    } catch (error) {
      const { universe, provider } = schedule;
      tell(
        `schedule of ${universe} from ${provider}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return started;
}

async function runWhenDue(
  db: BarStore,
  providers: Providers,
  { id, provider, timeframe, universe, minutesAfterClose, lastSession }: Schedule,
  now: number,
): Promise<string | undefined> {
  const due = dueSession(calendarOf(providers.get(provider).calendar), minutesAfterClose, now);
  if (due === undefined || (lastSession !== null && lastSession >= due)) return undefined;
  if ((await db.pool.query(TAKE, [id, (due * DAY_MS) / 1000])).rowCount !== 1) return undefined;
  try {
    return (await startSync(db, providers, { provider, timeframe, universe }, now)).id;
  } catch (error) {
    // What could not be queued is still due, once its universe or its key is there.
    await db.pool.query(GIVE_BACK, [id, lastSession === null ? null : (lastSession * DAY_MS) / 1000]);
    throw error;
  }
}
