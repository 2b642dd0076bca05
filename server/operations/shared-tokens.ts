import { z } from "zod";
import { logger } from "./logger.ts";
import { redisLink } from "./redis-link.ts";

/** A bucket of tokens that all processes take from, by its name. */
export interface SharedBucket {
  readonly name: string;
  /** Tokens when it is full. */
  readonly capacity: number;
  /** Tokens that flow in, per ms. */
  readonly perMs: number;
}

/** What a shared bucket gave: how many tokens, and where none, how long until there is one. */
export interface SharedGrant {
  readonly given: number;
  readonly waitMs: number;
}

/** Buckets that processes share. */
export interface SharedTokens {
  /** Takes up to `wanted` tokens; undefined where nobody can say, so that the process's own limit alone holds. */
  take(bucket: SharedBucket, wanted: number): Promise<SharedGrant | undefined>;
  /** Nobody gets a token of this bucket for a while. */
  hold(bucket: SharedBucket, ms: number): void;
  close(): Promise<void>;
}

const KEY = "lookback/tokens/";

/** By Redis' own clock: those of the processes may differ. A bucket that nobody asks is forgotten when it would be full again. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local capacity, perMs, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local held = tonumber(redis.call('GET', KEYS[1] .. '/held') or 0)
if held > now then return {0, held - now} end
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(capacity, (tonumber(kept[1]) or capacity) + math.max(0, now - (tonumber(kept[2]) or now)) * perMs)
local given = math.min(math.floor(tokens), wanted)
tokens = tokens - given
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / perMs) + 1000)
if given > 0 then return {given, 0} end
return {0, math.ceil((1 - tokens) / perMs)}`;

const HOLD = `
local time = redis.call('TIME')
local ms = tonumber(ARGV[1])
redis.call('SET', KEYS[1] .. '/held', time[1] * 1000 + math.floor(time[2] / 1000) + ms, 'PX', ms)`;

const grant = z.tuple([z.number(), z.number()]);

/** Keeps buckets in a Redis. While it is away each process has its own limits alone, and `tell` hears of it. */
export function redisTokens(url: string, tell: (words: string) => void, patienceMs?: number): SharedTokens {
  const link = redisLink(url, tell, patienceMs);
  return {
    take: async ({ name, capacity, perMs }, wanted) => {
      const given = [capacity, perMs, wanted].map(String);
      const answer = await link.ask((client) => client.eval(TAKE, { keys: [KEY + name], arguments: given }));
      if (answer === undefined) return undefined;
      const [tokens, waitMs] = grant.parse(answer);
      return { given: tokens, waitMs };
    },
    hold: ({ name }, ms) => {
      const whole = String(Math.max(1, Math.ceil(ms)));
      link.send((client) => client.eval(HOLD, { keys: [KEY + name], arguments: [whole] }));
    },
    close: () => link.close(),
  };
}

/** The shared buckets that `REDIS_URL` names; undefined without it: then limits are each process's own. */
export function tokensFromEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SharedTokens | undefined {
  const url = environment["REDIS_URL"];
  if (!url) return undefined;
  const log = logger("limits");
  return redisTokens(url, (words) => log.warn(words));
}
