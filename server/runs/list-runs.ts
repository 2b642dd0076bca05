import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { honestSharpes } from "./honest-sharpe.ts";
import type { HonestSharpe } from "./honest-sharpe.ts";
import type { RunSummary } from "./run-summary.ts";
import { summarise, summaryColumns } from "./run-summary.ts";

/** Which runs: those of one notebook, or all. */
export const listRunsInput = z.object({
  notebookId: notebookId.optional(),
  limit: z.number().int().min(1).max(500).default(50),
});

/** Which runs a caller in the server asks for: also those of one version of a strategy. */
export interface RunsWanted {
  readonly notebookId?: string | undefined;
  readonly limit: number;
  readonly of?: {
    readonly strategyName: string;
    readonly strategyVersion: string;
    readonly codeHash: string;
  };
}

/** A run as lists show it, judged by all that was tried before it. */
export type ListedRun = RunSummary & HonestSharpe;

/**
 * Lists runs, newest first; removed ones are left out.
 *
 * @param workspaceId Whose library; all runs where absent.
 */
export async function listRuns(db: Database, input: RunsWanted, workspaceId?: string): Promise<ListedRun[]> {
  const runs = await db.prisma.run.findMany({
    where: {
      removedAt: null,
      ...(input.notebookId === undefined ? {} : { notebookId: input.notebookId }),
      ...(workspaceId === undefined ? {} : { workspaceId }),
      ...input.of,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit,
    select: summaryColumns,
  });
  const summaries = runs.map(summarise);
  const honest = await honestSharpes(db, summaries);
  return summaries.map((run) => ({ ...run, ...(honest.get(run.id) ?? { trials: 1, deflatedSharpe: null }) }));
}
