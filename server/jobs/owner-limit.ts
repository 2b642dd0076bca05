import type { PgBoss } from "pg-boss";

/** What a connection says its limit is; of one that says nothing, nothing is limited. */
const SETTING = "lookback.owner_slots";
const LOCK = 72_707_371;
const FUNCTION = `CREATE OR REPLACE FUNCTION pgboss.keep_owner_slots() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(OLD.name || '/' || OLD.group_id, 11));
    IF (SELECT count(*) FROM pgboss.job WHERE name = OLD.name AND group_id = OLD.group_id AND state = 'active')
      >= current_setting('${SETTING}')::int THEN RETURN NULL;
    END IF;
    RETURN NEW;
  END $$`;
const TRIGGER = (
  queue: string,
): string => `CREATE TRIGGER keep_owner_slots BEFORE UPDATE OF state ON pgboss.job FOR EACH ROW
  WHEN (NEW.name = '${queue}' AND NEW.state = 'active' AND OLD.state <> 'active' AND NEW.group_id IS NOT NULL
    AND coalesce(current_setting('${SETTING}', true), '') <> '') EXECUTE FUNCTION pgboss.keep_owner_slots()`;
const THERE = `SELECT 1 FROM pg_trigger WHERE tgrelid = 'pgboss.job'::regclass AND tgname = 'keep_owner_slots'`;

/** The address of a database whose connections take no more jobs of a group than the limit. */
export function limitedUrl(url: string, ownerSlots: number): string {
  const address = new URL(url);
  address.searchParams.set("options", `-c ${SETTING}=${ownerSlots}`);
  return address.href;
}

/**
 * Makes the limit exact. The queue counts what an owner has under way before it claims a job, so that slots which ask at the same instant do not
 * see each other; the database counts once more while it claims, one claim of an owner at a time, and leaves the job where it is
 * if there are enough.
 *
 * @param queue Name of the queue whose groups are owners.
 */
export async function installOwnerLimit(boss: PgBoss, queue: string): Promise<void> {
  const db = boss.getDb();
  const { rows } = await db.executeSql(THERE);
  if (rows.length > 0) return;
  // Several workers may start at once; the statements of one string are one transaction.
  await db.executeSql(
    `SELECT pg_advisory_xact_lock(${LOCK}); ${FUNCTION}; DROP TRIGGER IF EXISTS keep_owner_slots ON pgboss.job; ${TRIGGER(queue)}`,
  );
}
