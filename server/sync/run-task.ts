import type { PoolClient } from "pg";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { nextVersion, publishVersion } from "#server/prices/data-version.ts";
import { upsertSymbol } from "#server/prices/import-bars.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { holdRows } from "#server/prices/quarantine.ts";
import { inTransaction, withSeriesLock } from "#server/prices/series-lock.ts";
import type { Series } from "#server/prices/series-lock.ts";
import { undoSplits } from "#server/prices/undo-splits.ts";
import { writeBars } from "#server/prices/write-bars.ts";
import type { Clock } from "#server/providers/http/clock.ts";
import type { BarPage, Provider } from "#server/providers/provider.ts";
import { moveCheckpoint, readCheckpoint, spanToFetch, writeCheckpoint } from "./checkpoint.ts";
import { syncActions } from "./sync-actions.ts";
import type { SyncJob } from "./sync-schemas.ts";

/** What running a sync needs. */
export interface SyncTools {
  readonly provider: Provider;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const BEGIN = `UPDATE sync_tasks SET status = 'running', attempts = attempts + 1, error = NULL, updated_at = clock_timestamp()
  WHERE job_id = $1 AND symbol = $2 RETURNING (extract(epoch FROM through) * 1000)::float8 AS through`;
const ADVANCE = `UPDATE sync_tasks SET through = $3, fetched = fetched + $4, added = added + $5, changed = changed + $6,
  quarantined = quarantined + $7, updated_at = clock_timestamp() WHERE job_id = $1 AND symbol = $2`;
const FINISH = `UPDATE sync_tasks SET status = 'done', updated_at = clock_timestamp() WHERE job_id = $1 AND symbol = $2
  RETURNING added, changed, quarantined`;

/**
 * Fetches one symbol of a sync: actions first, then bars page by page, each page with its checkpoint in one transaction, and at
 * the end a new data version when anything changed. Killed at any point, it goes on after the last page that was stored.
 *
 * @throws ServerError "not-found" when the provider had no bar of the symbol, now or earlier: nothing is stored of it.
 */
export async function runTask(db: BarStore, job: SyncJob, symbol: string, tools: SyncTools): Promise<void> {
  const series = { symbol, timeframe: job.timeframe };
  await withSeriesLock(db, series, async (client) => {
    const { rows } = await client.query<{ through: number | null }>(BEGIN, [job.id, symbol]);
    const actions = await syncActions(client, symbol, tools);
    const version = await nextVersion(client);
    const known = job.kind === "sync" ? await readCheckpoint(client, job.provider, series) : undefined;
    const wanted = spanToFetch(job, known, series);
    const span = { from: rows[0]?.through ?? wanted.from, to: job.to };
    const begin = known && wanted.from > job.from ? known.from : job.from;
    if (span.from < span.to) {
      for await (const page of tools.provider.fetchBars({ ...series, ...span }, { signal: tools.signal })) {
        tools.signal.throwIfAborted();
        await inTransaction(client, () =>
          storePage(client, job, series, { page, begin, version, actions }, tools),
        );
      }
    }
    await inTransaction(client, () => finish(client, job, series, version, tools));
  });
}

interface PageToStore {
  readonly page: BarPage;
  /** Where the stretch without a hole begins, UTC ms. */
  readonly begin: number;
  readonly version: bigint;
  readonly actions: readonly CorporateAction[];
}

async function storePage(
  client: PoolClient,
  job: SyncJob,
  series: Series,
  { page, begin, version, actions }: PageToStore,
  { provider, clock }: SyncTools,
): Promise<void> {
  const rows = page.adjusted === "raw" ? page.rows : undoSplits(page.rows, actions);
  const { bars, held } = judgeRows(rows, series, provider.calendar, clock.now());
  if (rows.length > 0) await upsertSymbol(client, series.symbol, {});
  const source = provider.name;
  const onlyMissing = job.kind === "fill";
  const written = bars
    ? await writeBars(client, bars, { source, version }, { onlyMissing })
    : { added: 0, changed: 0 };
  const quarantined = await holdRows(client, series, held, source);
  // Before a symbol's first bar there is nothing to go on from: a plan that is widened later brings what lay before, too.
  const write = rows.length > 0 ? writeCheckpoint : moveCheckpoint;
  if (job.kind === "sync") await write(client, source, series, { from: begin, through: page.through });
  const counts = [rows.length, written.added, written.changed, quarantined];
  await client.query(ADVANCE, [job.id, series.symbol, new Date(page.through), ...counts]);
}

async function finish(
  client: PoolClient,
  job: SyncJob,
  series: Series,
  version: bigint,
  { provider, clock }: SyncTools,
): Promise<void> {
  if (job.kind === "sync" && !(await readCheckpoint(client, provider.name, series)))
    throw noBars(job, series);
  const { rows } = await client.query<{ added: number; changed: number; quarantined: number }>(FINISH, [
    job.id,
    series.symbol,
  ]);
  const [counts] = rows;
  if (counts)
    await publishVersion(client, series, version, { source: provider.name, asOf: clock.now() }, counts);
}

function noBars({ provider, from, to }: SyncJob, { symbol, timeframe }: Series): ServerError {
  const [first, last] = [from, to - 1].map((time) => new Date(time).toISOString().slice(0, 10));
  const message = `${provider} has no ${timeframe} bars of ${symbol} from ${first} to ${last}; check the symbol, or what the key's plan covers`;
  return new ServerError("not-found", message);
}
