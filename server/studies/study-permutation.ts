import { permutationTest, type PermutationTest } from "#engine/experiments/study/permuted-study.ts";
import { storedResult } from "#engine/experiments/study/stored-result.ts";
import type { BarStore } from "#server/db.ts";
import { studyId } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** How far the permutation test of a study is, and what it says so far. */
export interface StudyPermutation {
  /** Markets that were asked for; those of them that are done, and those on which the search could not be run. */
  readonly asked: number;
  readonly done: number;
  readonly failed: number;
  /** Why the first of them failed. */
  readonly error: string | null;
  /** What the search came to on each market that is done, in their order; null where it found nothing. */
  readonly scores: readonly (number | null)[];
  /** Null before the first is done. Its `real` is null where nothing was found. */
  readonly test: (Omit<PermutationTest, "real"> & { readonly real: number | null }) | null;
}

const RESULT = "SELECT result FROM studies WHERE id = $1";
const MARKETS = "SELECT status, score, error FROM study_markets WHERE study_id = $1 ORDER BY number";
const judged = storedResult.pick({ spec: true, best: true, windows: true });

interface Market {
  readonly status: string;
  readonly score: number | null;
  readonly error: string | null;
}

/** Reads the permutation test of a study. @throws ServerError "not-found". */
export async function studyPermutation(
  db: BarStore,
  input: { readonly id: string },
): Promise<StudyPermutation> {
  const { id } = studyId.parse(input);
  const { rows } = await db.pool.query<{ result: unknown }>(RESULT, [id]);
  if (!rows[0]) throw unknownStudy(id);
  const { rows: markets } = await db.pool.query<Market>(MARKETS, [id]);
  const done = markets.filter(({ status }) => status === "done");
  const failed = markets.filter(({ status }) => status === "failed");
  const scores = done.map(({ score }) => score);
  return {
    ...{ asked: markets.length, done: done.length, failed: failed.length, scores },
    error: failed[0]?.error ?? null,
    test: rows[0].result !== null && done.length > 0 ? testOf(rows[0].result, scores) : null,
  };
}

function testOf(result: unknown, scores: readonly (number | null)[]): StudyPermutation["test"] {
  const { spec, best, windows } = judged.parse(result);
  const found = { spec, best, windows: windows.map((window) => ({ ...window, best: window.best })) };
  const test = permutationTest(
    found,
    scores.map((score) => score ?? NaN),
  );
  return { ...test, real: Number.isFinite(test.real) ? test.real : null };
}
