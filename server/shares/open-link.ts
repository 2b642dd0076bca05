import type { z } from "zod";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { ShareLink } from "#prisma/client/client.ts";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { HIDING, hideCode, withoutCode } from "./hide-code.ts";
import type { linkInput, LINK_LEVELS, LINK_SHAPES } from "./share-schemas.ts";

/** A shared notebook as a reader gets it. Times are ISO 8601, UTC. */
export interface OpenedLink {
  readonly level: (typeof LINK_LEVELS)[number];
  readonly shape: (typeof LINK_SHAPES)[number];
  readonly pinned: boolean;
  readonly showCode: boolean;
  readonly title: string;
  /** Without code where that is not shown. */
  readonly source: string;
  readonly revision: string;
  /** Who it belongs to; null where there are no accounts. */
  readonly author: string | null;
  /** When that revision was saved. */
  readonly savedAt: string;
  /** What its cells showed last: base64 of gzip; null where nothing was kept. */
  readonly snapshot: string | null;
  /** What a run may load. */
  readonly symbols: readonly string[];
}

/**
 * Opens a notebook by a link, for anybody who has it.
 *
 * @throws ServerError "not-found" for a link that never was, was revoked, has expired, or whose notebook is in the bin.
 */
export async function openLink(db: Database, { link }: z.infer<typeof linkInput>): Promise<OpenedLink> {
  const { notebook, ...found } = await findLink(db, link);
  const pin = found.revision === null ? {} : { revision: found.revision };
  const text = await getNotebook(db, { id: notebook.id, ...pin });
  const { createdAt } = await db.prisma.revision.findFirstOrThrow({
    where: { notebookId: notebook.id, hash: text.revision },
    orderBy: { number: "desc" },
  });
  const kept =
    found.revision === null
      ? await db.prisma.notebookSnapshot.findUnique({ where: { notebookId: notebook.id } })
      : null;
  const body = (await hiddenSnapshot(db, found)) ?? kept?.body;
  const names = await namesOf(db, [notebook.ownerId]);
  return {
    level: found.level === "run" ? "run" : "view",
    shape: found.shape === "sheet" ? "sheet" : "notebook",
    ...{
      pinned: found.revision !== null,
      showCode: found.showCode,
      title: text.title,
      revision: text.revision,
    },
    source: found.showCode ? text.source : withoutCode(text.source),
    author: names.get(notebook.ownerId) ?? null,
    savedAt: createdAt.toISOString(),
    snapshot: body ? Buffer.from(body).toString("base64") : null,
    symbols: found.level === "run" ? found.symbols : [],
  };
}

/** What a link keeps, as its reader may have it. A sheet without code that was made before all of it was hidden is mended here, once. */
async function hiddenSnapshot(
  db: Database,
  { id, snapshot, showCode, hiddenBy }: Pick<ShareLink, "id" | "snapshot" | "showCode" | "hiddenBy">,
): Promise<Uint8Array | null> {
  if (snapshot === null || showCode || hiddenBy >= HIDING) return snapshot;
  const hidden = hideCode(snapshot);
  await db.prisma.shareLink.updateMany({ where: { id }, data: { snapshot: hidden, hiddenBy: HIDING } });
  return hidden;
}

/** The datasets that a run through a link may load. @throws ServerError as {@link openLink}. */
export async function linkDatasets(
  db: Database,
  { link }: z.infer<typeof linkInput>,
): Promise<DatasetInfo[]> {
  const symbols = await linkSymbols(db, link);
  if (symbols.size === 0) return [];
  return (await listDatasets(db)).filter(({ symbol }) => symbols.has(symbol));
}

/** The symbols that a run through a link may load; none where it does not let run. @throws ServerError as {@link openLink}. */
export async function linkSymbols(db: Database, link: string): Promise<ReadonlySet<string>> {
  const { level, symbols } = await findLink(db, link);
  return new Set(level === "run" ? symbols : []);
}

async function findLink(db: Database, id: string) {
  const found = await db.prisma.shareLink.findUnique({
    where: { id },
    include: { notebook: { select: { id: true, ownerId: true, deletedAt: true } } },
  });
  const ended =
    found?.expiresAt !== null && found?.expiresAt !== undefined && found.expiresAt.getTime() <= Date.now();
  if (!found || ended || found.notebook.deletedAt !== null)
    throw new ServerError("not-found", "this link has ended; ask whoever sent it for another");
  return found;
}
