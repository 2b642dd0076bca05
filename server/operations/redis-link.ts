import { createClient } from "redis";

/** A connection to Redis that nothing depends on: while it is away, slow or out of order, whoever asks goes on without it. */
export interface RedisLink {
  /** What Redis answers; undefined when it does not, or not in time. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<T | undefined>;
  /** Sends what nobody waits for; nothing while Redis is left alone. */
  send(work: (client: RedisClient) => Promise<unknown>): void;
  close(): Promise<void>;
}

/** Longer than Redis takes on a busy machine, shorter than the database. */
const PATIENCE_MS = 150;
/** After trouble Redis is left alone for a while, so that nobody waits for it. */
const REST_MS = 10_000;

/**
 * Opens a link to a Redis at an address like `redis://localhost:6379`. It keeps no process alive.
 *
 * @param tell Hears of trouble, once per rest.
 * @param patienceMs How long an answer may take.
 */
export function redisLink(url: string, tell: (words: string) => void, patienceMs = PATIENCE_MS): RedisLink {
  const client = clientOf(url);
  let restUntil = 0;
  let isClosed = false;
  const rest = (error: unknown) => {
    if (isClosed) return;
    if (Date.now() >= restUntil) tell(`redis cannot be used now: ${wordsOf(error)}`);
    restUntil = Date.now() + REST_MS;
  };
  client.on("error", rest);
  client.unref();
  const connect = () => client.connect().then(() => undefined, rest);
  let connecting = connect();
  const isAwake = () => client.isReady && Date.now() >= restUntil;
  return {
    ask: async (work) => {
      if (Date.now() < restUntil) return undefined;
      if (!client.isOpen && !isClosed) connecting = connect();
      // Who comes first waits for the connection, as long as for an answer.
      if (!client.isReady) await withPatience(connecting, patienceMs).catch(() => undefined);
      if (!isAwake()) return undefined;
      try {
        return await withPatience(work(client), patienceMs);
      } catch (error) {
        rest(error);
        return undefined;
      }
    },
    send: (work) => {
      if (isAwake()) work(client).catch(rest);
    },
    close: async () => {
      isClosed = true;
      client.destroy();
    },
  };
}

/** The client of a {@link RedisLink}. */
export type RedisClient = ReturnType<typeof clientOf>;

/** It is connected again by whoever asks next: a timer of its own would keep processes alive. */
function clientOf(url: string) {
  return createClient({
    url,
    RESP: 2,
    socket: { connectTimeout: 2_000, reconnectStrategy: false },
  });
}

async function withPatience<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Some of its errors have a name only. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
