import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import type { RunSummary } from "./run-summary.ts";
import { summarise, summaryColumns } from "./run-summary.ts";

/** Which runs: those of one notebook, or all. */
export const listRunsInput = z.object({
  notebookId: notebookId.optional(),
  limit: z.number().int().min(1).max(500).default(50),
});

/**
 * Lists runs, newest first; removed ones are left out.
 *
 * @param workspaceId Whose library; all runs where absent.
 */
export async function listRuns(
  db: Database,
  input: z.infer<typeof listRunsInput>,
  workspaceId?: string,
): Promise<RunSummary[]> {
  const runs = await db.prisma.run.findMany({
    where: {
      removedAt: null,
      ...(input.notebookId === undefined ? {} : { notebookId: input.notebookId }),
      ...(workspaceId === undefined ? {} : { workspaceId }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit,
    select: summaryColumns,
  });
  return runs.map(summarise);
}
