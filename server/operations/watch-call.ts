import { randomUUID } from "node:crypto";
import { callerOf } from "#server/account/caller.ts";
import type { BarStore } from "#server/db.ts";
import { appMetrics } from "#server/metrics/app-metrics.ts";
import type { CallNotes } from "./call-notes.ts";
import { withCallNotes } from "./call-notes.ts";
import type { CallLimit } from "./call-limit.ts";
import { callLimit } from "./call-limit.ts";
import { logger } from "./logger.ts";
import { tokensFromEnvironment } from "./shared-tokens.ts";

/** Calls of one caller in a minute; a notebook that loads a hundred symbols needs a few hundred. */
const PER_MINUTE = 6_000;
/** Calls that take longer are told of. */
const SLOW_MS = 1_000;

/** Calls that leave one of these are told of: later lines of the worker, and the run's page, name it again. */
const KEPT = ["run", "sync"];

let limit: CallLimit | undefined;
const log = logger("app");

/**
 * Watches over one HTTP call: bounds how many a caller makes, counts its duration, and tells of it under an id that the answer carries as `x-request-id`
 * when it was slow or failed.
 *
 * @param route Name of the route, for figures.
 */
export async function watchCall(
  request: Request,
  route: string,
  database: () => BarStore,
  answer: () => Promise<Response>,
): Promise<Response> {
  const id =
    request.headers
      .get("x-request-id")
      ?.replace(/[^\w-]/g, "")
      .slice(0, 64) || randomUUID();
  const began = performance.now();
  await takeCall(callerOf(request), route, database);
  const notes: CallNotes = { request: id, route };
  const response = await withCallNotes(notes, answer);
  const ms = performance.now() - began;
  const status = response.status;
  appMetrics(database()).calls.observe({ route, status: String(status) }, ms / 1000);
  const facts = { ...notes, status, ms: Math.round(ms) };
  if (status >= 500) log.error(facts, "call failed");
  else if (ms > SLOW_MS) log.warn(facts, "slow call");
  else if (KEPT.some((name) => name in notes)) log.info(facts, "call");
  else log.debug(facts, "call");
  response.headers.set("x-request-id", id);
  return response;
}

async function takeCall(caller: string, route: string, database: () => BarStore): Promise<void> {
  limit ??= callLimit(PER_MINUTE, Date.now, tokensFromEnvironment());
  try {
    await limit.take(caller);
  } catch (error) {
    appMetrics(database()).limited.add({ route });
    throw error;
  }
}
