import { isBlind } from "#engine/experiments/study/study-spec.ts";
import type { BarStore } from "#server/db.ts";
import { planStudy, type StudySize } from "./plan-study.ts";
import { findStudy, readRequest } from "./read-request.ts";
import { studyAddress } from "./study-address.ts";
import type { CreateStudyInput } from "./study-schemas.ts";

/** What a study would be, told before it is queued. */
export interface StudyEstimate extends StudySize {
  /** Roughly, on the workers that are there now; null where there is none. */
  readonly seconds: number | null;
  readonly workers: number;
  /** The same study, which need not be run again. */
  readonly existing: string | null;
}

/** Bars that one slot walks in a second, taken low: strategies in code are slower than built-in ones. */
const BARS_PER_SECOND = 1_500_000;
/** Of each trial beside its bars. */
const TRIAL_SECONDS = 0.002;
/** Until the first trial ends, and from one batch of trials that follow from each other to the next. */
const START_SECONDS = 1;
const ROUND_SECONDS = 0.08;
const SLOTS = `SELECT count(*)::int AS workers, coalesce(sum(slots), 0)::int AS slots FROM study_workers
  WHERE seen_at > clock_timestamp() - interval '15 seconds'`;

/** Says what a study would be and how long it may take; nothing is queued. Throws as `createStudy` does. */
export async function estimateStudy(
  db: BarStore,
  given: CreateStudyInput,
  owner = "local",
  workspaceId = "",
): Promise<StudyEstimate> {
  const { request, dataHash } = await readRequest(db, given, workspaceId);
  const size = await planStudy(db, request);
  const { rows } = await db.pool.query<{ workers: number; slots: number }>(SLOTS);
  const { workers = 0, slots = 0 } = rows[0] ?? {};
  const work = (size.walked / BARS_PER_SECOND + size.trials * TRIAL_SECONDS) / slots;
  const rounds = isBlind(request.study) ? 1 : size.trials / request.study.batch;
  const seconds = slots === 0 ? null : START_SECONDS + Math.max(work, rounds * ROUND_SECONDS);
  const same = await findStudy(db, studyAddress(request, dataHash), owner);
  return { ...size, seconds, workers, existing: same?.id ?? null };
}
