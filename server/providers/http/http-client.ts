import type { z } from "zod";
import { ServerError } from "#server/errors.ts";
import type { CallOptions, ProviderHealth } from "../provider.ts";
import type { Clock } from "./clock.ts";
import { checkAnswer, codeOfStatus, codeOfWords, parseAnswer, wordsOf } from "./judge-answer.ts";
import { readBounded } from "./read-bounded.ts";
import { jitterMs, MAX_RETRY_AFTER_MS, MAX_TRIES, retryAfterMs } from "./retry.ts";
import type { SharedKey } from "./token-bucket.ts";
import { tokenBucket } from "./token-bucket.ts";

/** Values of an address's query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where calls go and what they carry. */
export interface HttpOptions {
  /** The provider's name, for messages. */
  readonly provider: string;
  /** The only origin that is ever called; its path comes before every call's. */
  readonly baseUrl: string;
  readonly perMinute: number;
  /** The key, as the provider wants it; never part of a message. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** What must never stand in a message: the key, and its second part. */
  readonly secrets?: readonly string[];
  /** Longest time of one try, ms. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  /** Where all processes that call with the key keep count together. */
  readonly shared?: SharedKey;
}

/** Calls to one provider under one key: bounded in rate, time and bytes, tried again where that helps. */
export interface HttpClient {
  /** Gets JSON and checks its shape. */
  getJson<T>(path: string, query: Query, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** {@link HttpClient.getJson} by a whole address that the provider named; refused on another origin. */
  getNext<T>(address: string, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  health(): ProviderHealth;
}

const TIMEOUT_MS = 30_000;

/** Makes a client of one provider's interface. */
export function httpClient(given: HttpOptions): HttpClient {
  const bucket = tokenBucket(given.perMinute, given.clock, given.shared);
  const state = { status: "unknown" as ProviderHealth["status"], words: "", latencyMs: 0, calls: 0 };

  const call = async <T>(url: URL, schema: z.ZodType<T>, { signal }: CallOptions): Promise<T> => {
    for (let tries = 1; ; tries++) {
      await bucket.take(signal);
      const began = given.clock.now();
      try {
        state.calls += 1;
        const result = await tryOnce(given, url, schema, signal);
        Object.assign(state, { status: "ok", words: "", latencyMs: given.clock.now() - began });
        return result;
      } catch (error) {
        signal?.throwIfAborted();
        const trouble = asTrouble(error, given);
        Object.assign(state, { status: "failing", words: trouble.message });
        const waitMs = waitBefore(trouble, tries, given.clock);
        if (waitMs === undefined) throw trouble;
        if (trouble.code === "provider-quota") bucket.holdUntil(given.clock.now() + waitMs);
        else await given.clock.sleep(waitMs, signal);
      }
    }
  };
  return {
    getJson: (path, query, schema, options = {}) => call(address(given, path, query), schema, options),
    getNext: async (next, schema, options = {}) => call(nextAddress(given, next), schema, options),
    health: () => ({ ...state }),
  };
}

function address(given: HttpOptions, path: string, query: Query): URL {
  const url = new URL(`${given.baseUrl.replace(/\/$/, "")}/${path}`);
  return withQuery(url, { ...query, ...given.query });
}

/** Providers that page by address leave the key out of it, and could be made to name another host. */
function nextAddress(given: HttpOptions, next: string): URL {
  const base = new URL(given.baseUrl);
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined;
  if (url?.origin !== base.origin)
    throw new ServerError(
      "provider-answer",
      `${given.provider} named a next page on another host; not followed`,
    );
  return withQuery(url, given.query ?? {});
}

function withQuery(url: URL, query: Query): URL {
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function tryOnce<T>(
  given: HttpOptions,
  url: URL,
  schema: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const timeout = AbortSignal.timeout(given.timeoutMs ?? TIMEOUT_MS);
  const answer = await fetch(url, {
    headers: { accept: "application/json", ...given.headers },
    redirect: "manual", // a redirect could lead anywhere, key and all
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  const text = await readBounded(answer, given.provider);
  const where = `${given.provider} (${url.pathname})`;
  const code = codeOfStatus(answer.status);
  if (code === undefined) return checkAnswer(parseAnswer(text, where), schema, where);
  const words = wordsOf(safeJson(text)) ?? text.replace(/\s+/g, " ").slice(0, 120);
  const told = new ServerError(
    code === "provider-answer" ? codeOfWords(words) : code,
    `${where} answered ${answer.status}${words === "" || words.startsWith("<") ? "" : `: ${words}`}${REMEDY[code] ?? ""}`,
  );
  throw Object.assign(told, {
    retryAfterMs: retryAfterMs(answer.headers.get("retry-after"), given.clock.now()),
  });
}

const REMEDY: Readonly<Partial<Record<string, string>>> = {
  "provider-refused": "; check the key in the server's environment, and what its plan allows",
};

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // an error page need not be JSON
  }
}

/** Everything that goes wrong on the way, as one kind of error without a trace of the key. */
function asTrouble(error: unknown, given: HttpOptions): ServerError & { retryAfterMs?: number | undefined } {
  const { secrets = [] } = given;
  if (error instanceof ServerError) return redact(error, secrets);
  const late = error instanceof Error && error.name === "TimeoutError";
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  const words = late ? "did not answer in time" : `could not be reached (${cause})`;
  return redact(new ServerError("provider-down", `${given.provider} ${words}; try again later`), secrets);
}

function redact(error: ServerError, secrets: readonly string[]): ServerError {
  let { message } = error;
  for (const secret of secrets) if (secret !== "") message = message.replaceAll(secret, "[key]");
  return Object.assign(error, { message });
}

/** How long to wait before another try; undefined where none would help. */
function waitBefore(
  trouble: ServerError & { retryAfterMs?: number | undefined },
  tries: number,
  clock: Clock,
): number | undefined {
  const passing = trouble.code === "provider-down" || trouble.code === "provider-quota";
  if (!passing || tries >= MAX_TRIES || isSpent(trouble)) return undefined;
  const asked = trouble.retryAfterMs;
  if (asked !== undefined && asked > MAX_RETRY_AFTER_MS) return undefined;
  return (asked ?? 0) + jitterMs(tries, clock);
}

/** A day's quota or a plan's bound does not come back within a call's patience. */
function isSpent({ code, message }: ServerError): boolean {
  return code === "provider-quota" && /answered 402|per day|premium|upgrade|subscription/i.test(message);
}
