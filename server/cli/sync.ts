import { setTimeout as delay } from "node:timers/promises";
import { parseStamp } from "#engine/data/bar-times.ts";
import type { Timeframe } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { cancelSync } from "#server/sync/cancel-sync.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import type { SyncProgress } from "#server/sync/list-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { withDatabase } from "./with-database.ts";

/** Flags of `lookback sync`. */
export interface SyncFlags {
  readonly provider: string;
  readonly timeframe?: Timeframe;
  readonly universe?: string;
  readonly from?: string;
  readonly to?: string;
  readonly repair?: boolean;
}

const LOOK_MS = 500;

/**
 * `lookback sync <symbols..> --provider fmp`: fetches bars and actions, showing how far it is; Ctrl-C stops it, and the next sync goes
 * on where it was.
 *
 * @returns The exit code: 1 when a symbol failed or the sync did not end well.
 */
export async function syncFromProvider(symbols: readonly string[], flags: SyncFlags): Promise<number> {
  const providers = openProviders();
  const { provider, timeframe = "1d", universe } = flags;
  const input = {
    ...{ provider, timeframe, kind: flags.repair ? ("repair" as const) : ("sync" as const) },
    ...(symbols.length > 0 ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
    ...(universe === undefined ? {} : { universe }),
    ...(flags.from === undefined ? {} : { from: timeOf("from", flags.from) }),
    ...(flags.to === undefined ? {} : { to: timeOf("to", flags.to) }),
  };
  return withDatabase(async (db, interrupts) => {
    const { id } = await startSync(db, providers, input);
    interrupts.onNext(() => {
      console.error("lookback: stopping; what came so far is kept");
      cancelSync(db, { id }).catch(() => undefined); // it has ended by itself
    });
    const done = new AbortController();
    const shown = show(db, id, done.signal);
    // The app's own worker may have been quicker: then we only watch.
    const status = await runJob(db, providers, id);
    if (status === undefined) await untilEnd(db, id);
    done.abort();
    await shown;
    return tell(await getSync(db, { id }));
  });
}

function timeOf(name: string, text: string): number {
  const time = parseStamp(text);
  if (Number.isNaN(time))
    throw new ServerError("bad-request", `invalid --${name}: ${text}; use a date like 2020-01-31`);
  return time;
}

async function untilEnd(db: Database, id: string): Promise<void> {
  while ((await getSync(db, { id })).finishedAt === null) await delay(LOOK_MS);
}

async function show(db: Database, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${lineOf(await getSync(db, { id }))}`);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}

function lineOf({ done, failed, symbols, added, etaMs }: SyncProgress): string {
  const left = etaMs === null ? "" : `, ${Math.ceil(etaMs / 1000)} s left`;
  return `${done + failed} of ${countText(symbols, "symbol")}, ${countText(added, "new bar")}${left}`;
}

function countText(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

function tell(end: SyncProgress): number {
  const { status, done, failed, added, changed, quarantined, error, failures } = end;
  const counts = [
    countText(done, "symbol"),
    countText(added, "new bar"),
    `${changed} corrected`,
    `${quarantined} put aside`,
    `${failed} failed`,
  ];
  console.log(`${status}: ${counts.join(", ")}`);
  if (error !== null) console.error(`lookback: ${error}`);
  if (status !== "completed") console.error("lookback: the same command goes on where this one ended");
  for (const each of failures) console.error(`lookback: ${each.symbol}: ${each.error}`);
  return status === "completed" && failed === 0 ? 0 : 1;
}
