import type { StoredTable } from "#engine/data/stored-table.ts";
import type { StudyScope } from "#server/access/study-scope.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { listRuns } from "../runs/list-runs.ts";
import { rowsIpc } from "./rows-ipc.ts";
import { studyTables } from "./study-tables.ts";

/** Most rows of one table that a cell is given: the newest. */
const MAX_TRADES = 200_000;
const MAX_RUNS = 500;

const date = (time: number | null): Date | null => (time === null ? null : new Date(time));

async function savedRuns(db: Database, library: string | undefined): Promise<object[]> {
  const runs = await listRuns(db, { limit: MAX_RUNS }, library);
  return runs.map(({ statistics, params, symbols, startTime, endTime, createdAt, ...run }) => ({
    run: run.id,
    strategy: run.strategyName,
    version: run.strategyVersion,
    params: JSON.stringify(params),
    symbols: symbols.join(", "),
    timeframe: run.timeframe,
    first: date(startTime),
    last: date(endTime),
    saved: new Date(createdAt),
    notebook: run.notebookId,
    note: run.note,
    trades: run.tradesCount,
    result: run.resultHash,
    ...statistics,
  }));
}

const TRADES = `SELECT t.run_id::text AS run, t.symbol, t.side::text AS side, t.quantity, t.entry_time, t.entry_price, t.exit_time,
  t.exit_price, t.pnl, t.return_pct, t.fees, t.slippage, t.hold_bars AS bars, t.mfe, t.mae, t.entry_reason, t.exit_reason
  FROM trades t JOIN runs r ON r.id = t.run_id WHERE r.removed_at IS NULL AND ($2::text IS NULL OR r.workspace_id = $2) ORDER BY t.ts DESC LIMIT $1`;

async function savedTrades(db: Database, library: string | undefined): Promise<object[]> {
  const { rows } = await db.pool.query<object>(TRADES, [MAX_TRADES, library ?? null]);
  return rows;
}

const READ: Readonly<
  Record<StoredTable, (db: Database, scope: StudyScope | undefined) => Promise<object[]>>
> = {
  saved_runs: (db, scope) => savedRuns(db, scope?.workspaceId),
  saved_trades: (db, scope) => savedTrades(db, scope?.workspaceId),
  ...studyTables,
};

/**
 * A table of what was saved, as an Arrow IPC stream; the newest 500 runs, 200,000 trades, 1,000 studies or 100,000 trials.
 *
 * @param scope In whose sight the rows are; all where absent.
 * @throws ServerError "not-found" where nothing has been saved yet.
 */
export async function readStoredTable(
  db: Database,
  name: StoredTable,
  scope?: StudyScope,
): Promise<Uint8Array> {
  const rows = await READ[name](db, scope);
  if (rows.length === 0)
    throw new ServerError(
      "not-found",
      `${name} is empty; ${name in studyTables ? "run a study on the server" : "save a run"} first`,
    );
  return rowsIpc(rows);
}
