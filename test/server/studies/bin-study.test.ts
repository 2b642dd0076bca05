import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { binStudy } from "#server/studies/bin-study.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { earlierOf } from "#server/studies/earlier-of.ts";
import { getStudy, listStudies } from "#server/studies/list-studies.ts";
import { permuteStudy, stopPermuting } from "#server/studies/permute-study.ts";
import { removeStudy } from "#server/studies/remove-study.ts";
import { studyPermutation } from "#server/studies/study-permutation.ts";
import { studyRequest, type CreateStudyInput } from "#server/studies/study-schemas.ts";
import { studyTables } from "#server/tables/study-tables.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, loadMarket, startWorker, statusOf, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
const worker = startWorker(db);
afterAll(() => worker.stop());

async function completed(given: CreateStudyInput): Promise<string> {
  const { id } = await createStudy(db, given);
  await until(async () => (await statusOf(db, id)) === "completed");
  return id;
}

const listed = async (binned = false): Promise<string[]> =>
  (await listStudies(db, { binned })).map(({ id }) => id);

/** Of which studies the tables of SQL cells have rows. */
async function inTables(id: string): Promise<string[]> {
  const tables = Object.entries(studyTables);
  const rows = await Promise.all(
    tables.map(async ([name, read]) => [name, await read(db, undefined)] as const),
  );
  return rows.filter(([, each]) => JSON.stringify(each).includes(id)).map(([name]) => name);
}

async function rowsOf(id: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT ((SELECT count(*) FROM studies WHERE id = $1) + (SELECT count(*) FROM trials WHERE study_id = $1)
      + (SELECT count(*) FROM study_events WHERE study_id = $1) + (SELECT count(*) FROM study_evaluations WHERE study_id = $1)
      + (SELECT count(*) FROM study_windows WHERE study_id = $1))::int AS n`,
    [id],
  );
  return rows[0]?.n ?? NaN;
}

/** What was done in a line before whatever is asked for in it next. */
async function before(lineage: string): Promise<{ priorTrials: number; priorOpenings: number }> {
  const asked = crossovers();
  const study = parseStudy(asked.study);
  return earlierOf(db, { ...studyRequest.parse({ ...asked, study, versions: {} }), lineage });
}

describe("a study in the bin", () => {
  const given = { ...crossovers({ trials: 6, holdOut: 0.2, leastTrades: 1 }), lineage: "idea", reuse: true };

  test("is out of lists, tables and the way of the same study asked again, and back as it was when it is restored", async () => {
    const id = await completed(given);
    const whole = await getStudy(db, { id });
    expect(await createStudy(db, given)).toMatchObject({ id });

    expect(await binStudy(db, { id, binned: true })).toEqual({ binned: true });
    expect(await listed()).not.toContain(id);
    expect(await listed(true)).toEqual([id]);
    expect(await inTables(id)).toEqual(["saved_ledger"]);
    await expect(permuteStudy(db, { id, markets: 1 })).rejects.toThrow("unknown study");
    const again = await createStudy(db, given);
    expect(again.id).not.toBe(id);
    await binStudy(db, { id: again.id, binned: true });

    await binStudy(db, { id, binned: false });
    expect(await listed()).toContain(id);
    expect({ ...(await getStudy(db, { id })), workers: 1 }).toEqual({ ...whole, workers: 1 });
    expect(await inTables(id)).toEqual(["saved_studies", "saved_trials", "saved_ledger"]);
  });

  test("removed for good leaves its trials in the ledger and its look at sealed bars, and nothing else", async () => {
    const lineage = "other idea";
    const id = await completed({ ...given, lineage, reuse: false });
    expect((await getStudy(db, { id })).result).toHaveProperty("best");
    await expect(removeStudy(db, { id })).rejects.toThrow("study is not in the bin; put it there first");
    await binStudy(db, { id, binned: true });
    expect(await before(lineage)).toEqual({ priorTrials: 6, priorOpenings: 1 });

    expect(await removeStudy(db, { id })).toEqual({ removed: true });
    expect(await rowsOf(id)).toBe(0);
    expect(await inTables(id)).toEqual(["saved_ledger"]);
    expect(await before(lineage)).toEqual({ priorTrials: 6, priorOpenings: 1 });
    await expect(getStudy(db, { id })).rejects.toThrow("unknown study");
    await expect(removeStudy(db, { id })).rejects.toThrow("unknown study");
  });

  test("is cancelled first where it has not ended, and what works for it ends", async () => {
    const { id } = await createStudy(db, {
      ...crossovers({ sampler: { kind: "random" }, trials: 5_000 }),
      name: "long",
    });
    await until(async () => (await getStudy(db, { id })).done > 0);
    await binStudy(db, { id, binned: true });
    expect(await statusOf(db, id)).toBe("cancelled");
    // At once, while workers may still be at it.
    await removeStudy(db, { id });
    await completed({ ...crossovers({ trials: 3 }), name: "after it" });
    expect(await rowsOf(id)).toBe(0);
    expect(worker.troubles).toEqual([]);
  });

  test("has no permuted market waiting any more", async () => {
    const id = await completed({ ...crossovers({ trials: 4, seed: 9 }), name: "permuted" });
    await permuteStudy(db, { id, markets: 900 });
    await binStudy(db, { id, binned: true });
    const { asked, done } = await studyPermutation(db, { id });
    expect(asked).toBe(done);
    expect(await stopPermuting(db, { id })).toEqual({ stopped: 0 });
  });
});

test("a study that is not there can neither be put into the bin nor removed", async () => {
  const id = randomUUID();
  await expect(binStudy(db, { id, binned: true })).rejects.toThrow("unknown study");
  await expect(removeStudy(db, { id })).rejects.toThrow("unknown study");
});
