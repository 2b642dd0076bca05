import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { authorOf } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import { sealRevision } from "#server/revisions/add-revision.ts";
import { HIDING, hideCode } from "./hide-code.ts";
import type { makeLinkInput, revokeLinkInput } from "./share-schemas.ts";

const MAX_LINKS = 200;
const DAY_MS = 86_400_000;

/**
 * Makes a link to a notebook. A pinned one keeps today's revision and what its cells show today.
 *
 * @returns Its id, 192 random bits in base64url: whoever has it may do what the link gives.
 * @throws ServerError "not-found" for an unknown notebook, "over-limit" at 200 links of it, "conflict" on a sheet of a notebook without results.
 */
export async function makeLink(
  db: Database,
  actor: Actor,
  input: z.infer<typeof makeLinkInput>,
): Promise<{ readonly id: string }> {
  const { id: notebookId, level, shape, pinned, showCode, symbols, days } = input;
  const notebook = await db.prisma.notebook.findUnique({
    where: { id: notebookId },
    include: { snapshot: true },
  });
  if (!notebook) throw unknownNotebook(notebookId);
  if ((await db.prisma.shareLink.count({ where: { notebookId } })) >= MAX_LINKS)
    throw new ServerError("over-limit", `too many links to this notebook: ${MAX_LINKS}; revoke some`);
  const body = notebook.snapshot?.body;
  if (shape === "sheet" && !body)
    throw new ServerError("conflict", "no results to print; run the notebook first");
  const kept =
    pinned && body ? { snapshot: showCode ? body : hideCode(body), hiddenBy: showCode ? 0 : HIDING } : {};
  const id = randomBytes(24).toString("base64url");
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS);
  const createdBy = authorOf(actor)?.id ?? "";
  const revision = pinned ? notebook.revision : null;
  if (pinned) await sealRevision(db.prisma, notebookId, notebook.revision);
  const what = { id, notebookId, level, shape, showCode, symbols: [...new Set(symbols)] };
  await db.prisma.shareLink.create({ data: { ...what, ...kept, revision, createdBy, expiresAt } });
  return { id };
}

/** Ends a link at once, for whoever has it. @throws ServerError "not-found" for one that is none of this notebook's. */
export async function revokeLink(
  db: Database,
  { id: notebookId, link }: z.infer<typeof revokeLinkInput>,
): Promise<{ readonly revoked: true }> {
  const { count } = await db.prisma.shareLink.deleteMany({ where: { id: link, notebookId } });
  if (count === 0) throw new ServerError("not-found", "unknown link; choose one of the list");
  return { revoked: true };
}
