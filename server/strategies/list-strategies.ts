import { z } from "zod";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import type { ListedRun } from "#server/runs/list-runs.ts";
import { listRuns } from "#server/runs/list-runs.ts";

/** How many versions. */
export const listStrategiesInput = z.object({ limit: z.number().int().min(1).max(1000).default(500) });

/** Newest runs that versions are judged by. */
const MAX_RUNS = 2_000;

/** A strategy's version as the library shows it. */
export interface StrategySummary {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly codeHash: string;
  /** Null where nobody signed in registered it. */
  readonly author: string | null;
  readonly changelog: string;
  /** When it was first recorded; ISO 8601, UTC. */
  readonly createdAt: string;
  /** The notebook that it was first recorded from. */
  readonly notebookId: string | null;
  readonly runCount: number;
  /** Of its runs the one with the highest deflated Sharpe ratio; null without a run. */
  readonly best: ListedRun | null;
}

/**
 * Lists strategies' versions, the best by deflated Sharpe ratio first: what is left of a Sharpe ratio after all that was tried.
 *
 * @param workspaceId Whose library; all where absent.
 */
export async function listStrategies(
  db: Database,
  { limit }: z.infer<typeof listStrategiesInput>,
  workspaceId?: string,
): Promise<StrategySummary[]> {
  const where = workspaceId === undefined ? {} : { workspaceId };
  const versions = await db.prisma.strategyVersion.findMany({
    where,
    omit: { source: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const runs = Map.groupBy(await listRuns(db, { limit: MAX_RUNS }, workspaceId), keyOfRun);
  const names = await namesOf(
    db,
    versions.flatMap(({ author }) => author ?? []),
  );
  const listed = versions.map((version): StrategySummary => {
    const own = byHonesty(runs.get(keyOf(version.name, version.version, version.codeHash)) ?? []);
    const { id, name, codeHash, changelog, createdAt, notebookId } = version;
    const shown = { id, name, version: version.version, codeHash, notebookId, changelog: changelog ?? "" };
    const author = names.get(version.author ?? "") ?? null;
    return {
      ...shown,
      author,
      createdAt: createdAt.toISOString(),
      runCount: own.length,
      best: own[0] ?? null,
    };
  });
  return listed.toSorted((a, b) => valueOf(b.best) - valueOf(a.best));
}

/** Runs with the highest deflated Sharpe ratio first; those without one come last, and equal ones stay in their order. */
export function byHonesty(runs: readonly ListedRun[]): ListedRun[] {
  return runs.toSorted((a, b) => valueOf(b) - valueOf(a));
}

// Finite, so that two without a value differ by 0.
const valueOf = (run: ListedRun | null): number => (run === null ? -2 : (run.deflatedSharpe ?? -1));

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
const keyOfRun = (run: ListedRun): string => keyOf(run.strategyName, run.strategyVersion, run.codeHash);
