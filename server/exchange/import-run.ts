import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { recordRun } from "#server/runs/record-run.ts";
import { MAX_REPORT_BYTES } from "#server/runs/run-report.ts";
import { type ReadFile, readJson } from "./read-json.ts";
import { exportedRun, recordOf } from "./run-record.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";

/**
 * Records a run of an export in the library of whoever imports it, with its date and its note.
 *
 * @param ids What became of the notebooks' ids; a run of another notebook is of none here.
 * @param lines What became of the lines that trials are counted under.
 * @returns Whether it was not there yet.
 * @throws ServerError "bad-request" for a file that is no run.
 */
export async function importRun(
  db: Database,
  { path, report }: WorkspaceIndex["runs"][number],
  read: ReadFile,
  { ids, lines }: { readonly ids: ReadonlyMap<string, string>; readonly lines: ReadonlyMap<string, string> },
  actor: Actor,
): Promise<boolean> {
  const run = await readJson(read, path, exportedRun);
  const body = report === undefined ? undefined : await read(report);
  const fits = body !== undefined && body.length <= MAX_REPORT_BYTES;
  const { notebookId, notebookRevision, ...record } = recordOf(run, fits ? body : undefined);
  const here = notebookId === undefined ? undefined : ids.get(notebookId);
  const place = here === undefined ? {} : { notebookId: here, ...(notebookRevision && { notebookRevision }) };
  const { id, known } = await recordRun(
    db,
    { ...record, ...place },
    actor,
    lines.get(run.lineage) ?? ids.get(run.lineage),
  );
  if (known) return false;
  await db.prisma.run.update({
    where: { id },
    data: { createdAt: new Date(run.createdAt), note: run.note },
  });
  return true;
}
