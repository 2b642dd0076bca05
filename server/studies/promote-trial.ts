import { z } from "zod";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { studyRequest } from "./study-schemas.ts";

/** Which trial of which study. */
export const promoteTrialInput = z.strictObject({
  id: z.uuid(),
  window: z.number().int().min(0).default(0),
  number: z.number().int().min(0),
});

const READ = `SELECT s.name, s.strategy_name AS "strategyName", s.code_hash AS "codeHash", s.objective, s.request, s.workspace_id AS "workspaceId", t.params, t.objective AS score
  FROM trials t JOIN studies s ON s.id = t.study_id WHERE t.study_id = $1 AND t.walk_window = $2 AND t.number = $3 AND t.status = 'completed'`;
const KEEP = `INSERT INTO strategy_versions (id, name, version, code_hash, config_hash, source, changelog, workspace_id)
  VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, name, version, code_hash) DO NOTHING`;

const found = z.object({
  ...{ name: z.string(), strategyName: z.string(), codeHash: z.string(), objective: z.string() },
  ...{
    request: studyRequest,
    params: z.record(z.string(), z.unknown()),
    score: z.number().nullable(),
    workspaceId: z.string(),
  },
});

/** A strategy with the parameters of a trial, under a version of its own. */
export interface PromotedTrial {
  readonly name: string;
  readonly version: string;
}

/**
 * Keeps a trial as a version of its strategy: code and parameters, and which trial they were found by. The same trial is kept once.
 *
 * @throws ServerError "not-found" where there is no such trial that ran to its end.
 */
export async function promoteTrial(
  db: BarStore,
  given: z.input<typeof promoteTrialInput>,
): Promise<PromotedTrial> {
  const { id, window, number } = promoteTrialInput.parse(given);
  const { rows } = await db.pool.query(READ, [id, window, number]);
  if (rows[0] === undefined)
    throw new ServerError("not-found", `unknown trial: ${number}; choose one that ran to its end`);
  const { name, strategyName, codeHash, objective, request, params, score, workspaceId } = found.parse(
    rows[0],
  );
  // Windows are counted from 1 wherever a person reads of them.
  const version = `study-${id.slice(0, 8)}-w${window + 1}-${number}`;
  const { strategy, symbols, timeframe, options } = request;
  const config = { ...options.params, ...params };
  const source = JSON.stringify({ strategy, params: config, symbols, timeframe, options });
  const ofWindow = request.study.walkForward ? ` of window ${window + 1}` : "";
  const why = `trial ${number}${ofWindow} of study ${name}: ${objective} ${score?.toPrecision(4) ?? "not defined"} in sample`;
  await db.pool.query(KEEP, [strategyName, version, codeHash, hashJson(config), source, why, workspaceId]);
  return { name: strategyName, version };
}
