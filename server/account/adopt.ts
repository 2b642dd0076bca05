import type { Prisma } from "#prisma/client/client.ts";

/**
 * Gives everything that belongs to nobody to an account and its workspace: notebooks with their history, runs and studies. What was made
 * before there were accounts is kept so, and what an operator makes beside them.
 *
 * @returns How many notebooks, runs and studies.
 */
export async function adopt(
  transaction: Prisma.TransactionClient,
  ownerId: string,
  workspaceId: string,
): Promise<{ readonly notebooks: number; readonly runs: number; readonly studies: number }> {
  const loose = { where: { workspaceId: "" } };
  // What was said and done without a name was theirs: nobody else is to read it as their own.
  const unsigned = { where: { author: null, notebook: { workspaceId: "" } }, data: { author: ownerId } };
  await transaction.revision.updateMany(unsigned);
  await transaction.comment.updateMany(unsigned);
  await transaction.notebookEvent.updateMany(unsigned);
  await transaction.suggestion.updateMany(unsigned);
  await transaction.notebookReader.updateMany({
    where: { reader: "local", notebook: { workspaceId: "" } },
    data: { reader: ownerId },
  });
  const notebooks = await transaction.notebook.updateMany({ ...loose, data: { ownerId, workspaceId } });
  const runs = await transaction.run.updateMany({ ...loose, data: { ownerId, workspaceId } });
  await transaction.strategyVersion.updateMany({ ...loose, data: { workspaceId } });
  await transaction.strategyVersion.updateMany({
    where: { author: null, workspaceId },
    data: { author: ownerId },
  });
  const studies = await transaction.study.updateMany({ ...loose, data: { owner: ownerId, workspaceId } });
  await transaction.removedStudy.updateMany({ ...loose, data: { workspaceId } });
  return { notebooks: notebooks.count, runs: runs.count, studies: studies.count };
}
