import { randomUUID } from "node:crypto";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { keepBundle } from "./code-bundles.ts";
import { earlierOf } from "./earlier-of.ts";
import { planStudy } from "./plan-study.ts";
import { findStudy, readRequest, type CreatedStudy } from "./read-request.ts";
import { sealOrigin } from "./seal-origin.ts";
import { studyAddress } from "./study-address.ts";
import { STUDY_CHANNEL } from "./study-events.ts";
import type { CreateStudyInput } from "./study-schemas.ts";

/** The most studies of one owner that wait or run. */
const MAX_OPEN = 2_000;

const ADD = `INSERT INTO studies (id, name, method, owner, strategy_name, code_hash, engine_hash, data_hash, request, space, objective, seed,
    planned, notebook_id, notebook_revision, cell_id, address, workspace_id)
  VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;
const OPEN = `SELECT count(*)::int AS open FROM studies WHERE owner = $1 AND status IN ('queued', 'running', 'paused')`;
/**
 * Queues a study; a worker of any machine that shares the database runs it.
 *
 * @param owner Whose it is: owners share the workers evenly.
 * @param workspaceId Whose list it is in; empty while there are no accounts.
 * @returns Its id and the number of its trials; those of the same study where `reuse` asks for it and there is one.
 * @throws ServerError "not-found" on a symbol without bars, "conflict" on bars that are not the server's, "over-limit" on too many trials or
 *   open studies; EngineError "bad-param" on what is not a study.
 */
export async function createStudy(
  db: BarStore,
  given: CreateStudyInput,
  owner = "local",
  workspaceId = "",
): Promise<CreatedStudy> {
  const { request, dataHash, code } = await readRequest(db, given, workspaceId);
  const address = studyAddress(request, dataHash);
  const same = given.reuse === true ? await findStudy(db, address, owner) : undefined;
  if (same) return same;
  const { rows } = await db.pool.query<{ open: number }>(OPEN, [owner]);
  if ((rows[0]?.open ?? 0) >= MAX_OPEN)
    throw new ServerError("over-limit", `too many open studies: ${MAX_OPEN}; wait for some, or cancel them`);
  const { trials } = await planStudy(db, request);
  for (const bundle of code) await keepBundle(db.pool, bundle);
  const study = { ...request.study, ...(await earlierOf(db, request)) };
  const id = randomUUID();
  // Its own name follows when its code has run.
  const label = request.strategy.kind === "spec" ? "" : request.strategy.name;
  await db.pool.query(ADD, [
    ...[id, request.name, study.sampler.kind, owner, label, hashJson(request.strategy), dataHash],
    ...[
      JSON.stringify({ ...request, study }),
      JSON.stringify(study.space),
      study.objective,
      study.seed,
      trials,
    ],
    ...[request.notebookId ?? null, await sealOrigin(db, request), request.cellId ?? null],
    ...[address, workspaceId],
  ]);
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, id]);
  return { id, trials };
}
