import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import { planReads } from "#server/prices/plan-reads.ts";
import { refuseUnfit } from "#server/quality/refuse-unfit.ts";
import { bundleOf } from "#server/sandbox/code-bundle.ts";
import { createStudyInput, studyRequest } from "./study-schemas.ts";
import type { CreateStudyInput, StudyRequest } from "./study-schemas.ts";

const SAME = `SELECT id, planned FROM studies WHERE address = $1 AND owner = $2 AND status NOT IN ('failed', 'cancelled')
  ORDER BY created_at DESC LIMIT 1`;
const HASHES = `SELECT symbol, timeframe, hash FROM data_versions WHERE id = ANY($1::bigint[])`;

/** A study as it was queued, or found. */
export interface CreatedStudy {
  readonly id: string;
  readonly trials: number;
}

/** Reads what a study is asked for, and names the data that it will run on, however long it waits. */
export async function readRequest(
  db: BarStore,
  given: CreateStudyInput,
): Promise<{ request: StudyRequest; dataHash: string; code: ReturnType<typeof bundleOf> | undefined }> {
  const input = createStudyInput.parse(given);
  const { strategy } = input;
  const { versions, dataHash } = await pinData(db, input);
  const code = strategy.kind === "code" ? bundleOf(strategy.code) : undefined;
  const stored: StudyRequest["strategy"] =
    strategy.kind === "code" && code ? { kind: "bundle", hash: code.hash, name: strategy.name } : strategy;
  const study = parseStudy(input.study);
  const request = studyRequest.strip().parse({ ...input, strategy: stored, versions, study });
  return { request, dataHash, code };
}

/** The same study of an owner, unless it failed or was cancelled. */
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
