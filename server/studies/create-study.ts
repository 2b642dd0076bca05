import { randomUUID } from "node:crypto";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { planReads } from "#server/prices/plan-reads.ts";
import { bundleOf } from "#server/sandbox/code-bundle.ts";
import { keepBundle } from "./code-bundles.ts";
import { chooseTrials } from "./choose-trials.ts";
import { STUDY_CHANNEL } from "./study-events.ts";
import { createStudyInput } from "./study-schemas.ts";
import type { CreateStudyInput, StudyRequest } from "./study-schemas.ts";

/** The most studies of one owner that wait or run. */
const MAX_OPEN = 2_000;

const ADD = `INSERT INTO studies (id, name, method, owner, strategy_name, code_hash, engine_hash, data_hash, request, space, objective, seed,
    planned, notebook_id, notebook_revision, cell_id, workspace_id)
  VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;
const OPEN = `SELECT count(*)::int AS open FROM studies WHERE owner = $1 AND status IN ('queued', 'running', 'paused')`;
const HASHES = `SELECT symbol, timeframe, hash FROM data_versions WHERE id = ANY($1::bigint[])`;

/**
 * Queues a study; a worker of any machine that shares the database prepares and runs it.
 *
 * @param owner Whose it is: owners share the workers evenly.
 * @param workspaceId Whose list it is in; empty while there are no accounts.
 * @returns Its id and the number of its trials.
 * @throws ServerError "not-found" on a symbol without bars, "over-limit" on too many trials or open studies.
 */
export async function createStudy(
  db: BarStore,
  given: CreateStudyInput,
  owner = "local",
  workspaceId = "",
): Promise<{ readonly id: string; readonly trials: number }> {
  const { strategy, ...input } = createStudyInput.parse(given);
  const symbols = [...new Set(input.symbols)].sort();
  const trials = chooseTrials(input).length;
  const { rows } = await db.pool.query<{ open: number }>(OPEN, [owner]);
  if ((rows[0]?.open ?? 0) >= MAX_OPEN)
    throw new ServerError("over-limit", `too many open studies: ${MAX_OPEN}; wait for some, or cancel them`);
  const { versions, dataHash } = await pinData(db, { ...input, symbols });
  const stored: StudyRequest["strategy"] =
    strategy.kind === "code"
      ? { kind: "bundle", hash: await keepBundle(db.pool, bundleOf(strategy.code)), name: strategy.name }
      : strategy;
  const request: StudyRequest = { ...input, symbols, strategy: stored, versions };
  const id = randomUUID();
  // Its own name follows when its code has run.
  const label = strategy.kind === "spec" ? "" : strategy.name;
  await db.pool.query(ADD, [
    ...[id, input.name, input.method, owner, label, hashJson(stored), dataHash],
    ...[JSON.stringify(request), JSON.stringify(input.space), input.objective, input.seed, trials],
    ...[input.notebookId ?? null, input.notebookRevision ?? null, input.cellId ?? null, workspaceId],
  ]);
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, id]);
  return { id, trials };
}

type Data = Pick<StudyRequest, "symbols" | "timeframe" | "adjust">;

/** Names the data that it will run on, however long it waits; series that are derived from shorter bars follow those. */
async function pinData(
  db: BarStore,
  { symbols, timeframe, adjust }: Data,
): Promise<{ versions: Record<string, string>; dataHash: string }> {
  const plans = await planReads(db.pool, { symbols, timeframe, adjust });
  const ids = plans.filter(({ stored }) => stored === timeframe).map(({ version }) => String(version));
  const { rows } = await db.pool.query<{ symbol: string; hash: string }>(HASHES, [ids]);
  const versions = Object.fromEntries(rows.map(({ symbol, hash }) => [symbol, hash]));
  return { versions, dataHash: hashJson(plans.map(({ symbol, etag }) => [symbol, etag])) };
}
