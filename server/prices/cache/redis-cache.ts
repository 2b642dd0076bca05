import { createClient, RESP_TYPES } from "redis";

/** A cache that other processes share: values come late, or never. */
export interface SharedCache {
  get(keys: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
  set(entries: readonly (readonly [string, Uint8Array])[]): void;
  close(): Promise<void>;
}

/** Longer than Redis takes on a busy machine, shorter than the database. */
const PATIENCE_MS = 150;
const KEEP_SECONDS = 86_400;
const MAX_VALUE_BYTES = 32 * 1024 * 1024;
/** After trouble Redis is left alone for a while, so that nobody waits for it. */
const REST_MS = 10_000;

/**
 * A cache in Redis, at an address like `redis://localhost:6379`. Everything works without it: what fails or takes too long counts
 * as not there. Keys name content by its hash, so that nothing ever needs to be taken back.
 *
 * @param tell Hears of trouble, once per rest.
 * @param patienceMs How long an answer may wait for it before it is read from the database.
 */
export function redisCache(
  url: string,
  tell: (words: string) => void,
  patienceMs = PATIENCE_MS,
): SharedCache {
  const client = createClient({
    url,
    RESP: 2,
    socket: { connectTimeout: 2_000, reconnectStrategy: () => REST_MS },
  });
  const values = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  let restUntil = 0;
  const rest = (error: unknown) => {
    if (Date.now() >= restUntil) tell(`redis cannot be used now: ${wordsOf(error)}`);
    restUntil = Date.now() + REST_MS;
  };
  client.on("error", rest);
  const connecting = client.connect().then(() => undefined, rest);
  const isAwake = () => client.isReady && Date.now() >= restUntil;
  return {
    get: async (keys) => {
      if (!isAwake() || keys.length === 0) return keys.map(() => undefined);
      try {
        const found = await withPatience(values.mGet([...keys]), patienceMs);
        return found.map((value) => (value === null ? undefined : new Uint8Array(value)));
      } catch (error) {
        rest(error);
        return keys.map(() => undefined);
      }
    },
    set: (entries) => {
      if (!isAwake()) return;
      for (const [key, value] of entries) {
        if (value.byteLength > MAX_VALUE_BYTES) continue;
        const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        client.set(key, bytes, { expiration: { type: "EX", value: KEEP_SECONDS } }).catch(rest);
      }
    },
    close: async () => {
      client.destroy();
      await connecting;
    },
  };
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
