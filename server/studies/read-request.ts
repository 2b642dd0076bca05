import type { z } from "zod";
import { OWN_OBJECTIVE } from "#engine/experiments/study/own-objective.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import { planReads } from "#server/prices/plan-reads.ts";
import { refuseUnfit } from "#server/quality/refuse-unfit.ts";
import { bundleOf, type Bundle } from "#server/sandbox/code-bundle.ts";
import { createStudyInput, studyRequest } from "./study-schemas.ts";
import type { CreateStudyInput, StudyRequest } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

const SAME = `SELECT id, planned FROM studies WHERE address = $1 AND owner = $2 AND status NOT IN ('failed', 'cancelled')
  AND binned_at IS NULL ORDER BY created_at DESC LIMIT 1`;
const HASHES = `SELECT symbol, timeframe, hash FROM data_versions WHERE id = ANY($1::bigint[])`;

/** A study as it was queued, or found. */
export interface CreatedStudy {
  readonly id: string;
  readonly trials: number;
}

/**
 * Reads what a study is asked for, and names the data that it will run on, however long it waits.
 *
 * @param workspaceId Whose earlier studies it may refer to.
 */
export async function readRequest(
  db: BarStore,
  given: CreateStudyInput,
  workspaceId = "",
): Promise<{ request: StudyRequest; dataHash: string; code: readonly Bundle[] }> {
  const input = createStudyInput.parse(given);
  const { versions, dataHash } = await pinData(db, input);
  const { code, ...origin } = await readOrigin(db, input, workspaceId);
  const study = parseStudy(input.study, origin.ownObjective !== undefined);
  const request = studyRequest.strip().parse({ ...input, ...origin, versions, study });
  return { request, dataHash, code };
}

type Place = "notebookId" | "notebookRevision" | "cellId" | "lineage";
type Origin = Pick<StudyRequest, "strategy" | "ownObjective" | Place> & { readonly code: readonly Bundle[] };
const EARLIER = "SELECT request FROM studies WHERE id = $1 AND workspace_id = $2";

/** The strategy as it is stored, and whose line it belongs to. @throws ServerError "not-found" on an earlier study that is not there. */
async function readOrigin(
  db: BarStore,
  input: z.output<typeof createStudyInput>,
  workspaceId: string,
): Promise<Origin> {
  const { strategy, notebookId, notebookRevision, cellId, lineage } = input;
  const own = workspaceId === "" || lineage === undefined ? lineage : `${workspaceId}/${lineage}`;
  const objective = input.ownObjective && bundleOf(input.ownObjective.code);
  const ownObjective = objective && { hash: objective.hash, name: input.ownObjective?.name ?? "" };
  const place = { notebookId, notebookRevision, cellId, lineage: own, ownObjective };
  const scored = objective ? [objective] : [];
  if (strategy.kind === "code") {
    const code = bundleOf(strategy.code);
    return {
      ...place,
      code: [code, ...scored],
      strategy: { kind: "bundle", hash: code.hash, name: strategy.name },
    };
  }
  if (strategy.kind !== "study") return { ...place, code: scored, strategy };
  const { rows } = await db.pool.query<{ request: unknown }>(EARLIER, [strategy.study, workspaceId]);
  if (!rows[0]) throw unknownStudy(strategy.study);
  const earlier = studyRequest.parse(rows[0].request);
  return {
    code: scored,
    strategy: earlier.strategy,
    ownObjective:
      ownObjective ?? (input.study.objective === OWN_OBJECTIVE ? earlier.ownObjective : undefined),
    ...{ notebookId: earlier.notebookId, notebookRevision: earlier.notebookRevision, cellId: earlier.cellId },
    lineage: earlier.lineage ?? strategy.study,
  };
}

/** The same study of an owner, unless it failed, was cancelled or lies in the bin. */
export async function findStudy(
  db: BarStore,
  address: string,
  owner = "local",
): Promise<CreatedStudy | undefined> {
  const { rows } = await db.pool.query<{ id: string; planned: number }>(SAME, [address, owner]);
  return rows[0] && { id: rows[0].id, trials: rows[0].planned };
}

type Data = Pick<StudyRequest, "symbols" | "timeframe" | "adjust">;

/** Series that are derived from shorter bars follow those. */
async function pinData(
  db: BarStore,
  { symbols, timeframe, adjust }: Data,
): Promise<{ versions: Record<string, string>; dataHash: string }> {
  const plans = await planReads(db.pool, { symbols: [...symbols], timeframe, adjust });
  await refuseUnfit(db, plans);
  const ids = plans.filter(({ stored }) => stored === timeframe).map(({ version }) => String(version));
  const { rows } = await db.pool.query<{ symbol: string; hash: string }>(HASHES, [ids]);
  const versions = Object.fromEntries(rows.map(({ symbol, hash }) => [symbol, hash]));
  return { versions, dataHash: hashJson(plans.map(({ symbol, etag }) => [symbol, etag])) };
}
