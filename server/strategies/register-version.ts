import { hashJson, hashText } from "#engine/hash.ts";
import type { Manifest } from "#engine/manifest.ts";
import type { Prisma } from "#prisma/client/client.ts";
import { authorId, keeperOf } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";

/** What a run says of its strategy. */
export interface ShownVersion {
  readonly manifest: Manifest;
  /** The strategy's text; its hash must be the manifest's. */
  readonly code?: string | undefined;
  readonly notebookId?: string | undefined;
  readonly notebookRevision?: string | undefined;
}

/**
 * Registers the strategy of a run in the library of whoever looks: once per name, version and code. A text that came later joins the row that is there.
 *
 * @throws ServerError "bad-request" for a text that is not the manifest's.
 */
export async function registerVersion(
  transaction: Prisma.TransactionClient,
  { manifest, code, notebookId, notebookRevision }: ShownVersion,
  actor: Actor,
): Promise<void> {
  const { strategy, codeHash, params } = manifest;
  if (code !== undefined && hashText(code) !== codeHash)
    throw new ServerError(
      "bad-request",
      "code is not the manifest's; send the text that its hash was made of",
    );
  const { workspaceId } = keeperOf(actor);
  const key = { workspaceId, ...strategy, codeHash };
  const from = { notebookId: notebookId ?? null, notebookRevision: notebookRevision ?? null };
  const made = { configHash: hashJson(params), author: authorId(actor), ...from };
  await transaction.strategyVersion.createMany({
    data: [{ ...key, ...made, source: code ?? null }],
    skipDuplicates: true,
  });
  if (code !== undefined)
    await transaction.strategyVersion.updateMany({ where: { ...key, source: null }, data: { source: code } });
}

/** The registered version of a run's strategy; null where there is none. */
export async function versionOf(
  db: Database,
  run: {
    readonly workspaceId: string;
    readonly strategyName: string;
    readonly strategyVersion: string;
    readonly codeHash: string;
  },
): Promise<{ readonly id: string; readonly source: string | null } | null> {
  const { workspaceId, strategyName: name, strategyVersion: version, codeHash } = run;
  return db.prisma.strategyVersion.findUnique({
    where: { workspaceId_name_version_codeHash: { workspaceId, name, version, codeHash } },
    select: { id: true, source: true },
  });
}
