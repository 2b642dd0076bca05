import type { PoolClient } from "pg";
import { plainResult } from "#engine/experiments/study/stored-result.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import type { BarStore } from "#server/db.ts";
import { forgetEvaluations } from "./evaluations.ts";
import { addStudyEvent } from "./study-events.ts";

const END = `UPDATE studies SET status = 'completed', result = $3, planned = done + failed, completed_at = clock_timestamp()
  WHERE id = $1 AND status = 'running' AND wave = $2`;
const FAIL = `UPDATE studies SET status = 'failed', error = $2, completed_at = clock_timestamp()
  WHERE id = $1 AND status IN ('queued', 'running')`;
const ADD_WINDOWS = `INSERT INTO study_windows (study_id, walk_window, train_from, train_to, test_from, test_to, best_trial, params, in_sample,
    out_of_sample, trades)
  SELECT $1::uuid, g."window", to_timestamp(g."trainFrom" / 1000), to_timestamp(g."trainTo" / 1000), to_timestamp(g."testFrom" / 1000),
    to_timestamp(g."testTo" / 1000), g.trial, g.params, g."inSample", g."outOfSample", g.trades
  FROM jsonb_to_recordset($2::jsonb) AS g("window" int, "trainFrom" float8, "trainTo" float8, "testFrom" float8, "testTo" float8, trial int,
    params jsonb, "inSample" float8, "outOfSample" float8, trades int) ON CONFLICT DO NOTHING`;

/**
 * Gives a running study its result, in the caller's transaction.
 *
 * @param clock Opening times of all bars, UTC ms: windows are told as times.
 */
export async function endStudy(
  client: PoolClient,
  { id, wave }: { readonly id: string; readonly wave: number },
  result: StudyResult,
  clock: Float64Array,
): Promise<void> {
  const text = JSON.stringify(plainResult(result));
  const { rowCount } = await client.query(END, [id, wave, text]);
  if (rowCount !== 1) return;
  await client.query(ADD_WINDOWS, [id, JSON.stringify(windowRows(result, clock))]);
  await forgetEvaluations(client, id);
  await addStudyEvent(client, id, { type: "status", status: "completed", error: null });
}

function windowRows({ windows }: StudyResult, clock: Float64Array): object[] {
  // The last stretch is open to the right; its last bar says until when it reaches.
  const timeOf = (row: number): number => clock[Math.min(row, clock.length - 1)] ?? 0;
  return windows.map(({ window, train, test, best, outOfSampleScore, outOfSampleTrades }) => ({
    window,
    ...{ trainFrom: timeOf(train.from), trainTo: timeOf(train.to) },
    ...{ testFrom: timeOf(test.from), testTo: timeOf(test.to) },
    ...{ trial: best?.number ?? null, params: best?.values ?? null, inSample: best?.score ?? null },
    ...{ outOfSample: outOfSampleScore, trades: outOfSampleTrades },
  }));
}

/** Ends a study that cannot be run, with the reason. */
export async function failStudy(db: BarStore, id: string, error: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    const { rowCount } = await client.query(FAIL, [id, error]);
    if (rowCount === 1) await addStudyEvent(client, id, { type: "status", status: "failed", error });
    await client.query("COMMIT");
  } catch (failure) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw failure;
  } finally {
    client.release();
  }
}
