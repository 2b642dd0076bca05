import pg from "pg";

/** Locks of studies, held by one connection: whoever dies lets go of them at once. */
export interface StudyLocks {
  /** Aborted when the connection, and every lock with it, is lost. */
  readonly lost: AbortSignal;
  /** @returns False when another process, or this one, has it. */
  take(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
  close(): Promise<void>;
}

const TAKE = "SELECT pg_try_advisory_lock(hashtextextended($1, 7)) AS mine";
const RELEASE = "SELECT pg_advisory_unlock(hashtextextended($1, 7))";

/** Connects. @throws what the database throws when it is away. */
export async function openStudyLocks(url: string): Promise<StudyLocks> {
  const client = new pg.Client({ connectionString: url });
  const lost = new AbortController();
  // A session may take its own lock twice.
  const held = new Set<string>();
  client.on("error", () => lost.abort());
  client.on("end", () => lost.abort());
  await client.connect();
  const inTurn = oneByOne();
  return {
    lost: lost.signal,
    async take(id) {
      if (held.has(id)) return false;
      held.add(id);
      const { rows } = await inTurn(() => client.query<{ mine: boolean }>(TAKE, [id]));
      const mine = rows[0]?.mine ?? false;
      if (!mine) held.delete(id);
      return mine;
    },
    async release(id) {
      held.delete(id);
      await inTurn(() => client.query(RELEASE, [id]));
    },
    close: () => client.end(),
  };
}

/** Questions of one connection, each after the answer to the one before: pg will not line them up itself for long. */
function oneByOne(): <T>(ask: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const answer = before.then(ask);
    before = answer.catch(() => undefined);
    return answer;
  };
}
