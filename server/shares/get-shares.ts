import type { z } from "zod";
import type { Actor } from "#server/access/actor.ts";
import { level } from "#server/access/roles.ts";
import type { Level } from "#server/access/roles.ts";
import { levelOf } from "#server/access/read-access.ts";
import { readText } from "#server/revisions/store-text.ts";
import type { Database } from "#server/db.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import type { getSharesInput, LINK_LEVELS, LINK_SHAPES } from "./share-schemas.ts";
import { usedSymbols } from "./used-symbols.ts";

/** A link as the notebook's owner sees it. Times are ISO 8601, UTC. */
export interface LinkSummary {
  /** Also its secret: the last part of its address. */
  readonly id: string;
  readonly level: (typeof LINK_LEVELS)[number];
  readonly shape: (typeof LINK_SHAPES)[number];
  /** The revision that it is pinned to; null for the current one. */
  readonly revision: string | null;
  readonly showCode: boolean;
  readonly symbols: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** Who may do what with a notebook. */
export interface Shares {
  /** What the caller may. */
  readonly mine: Level;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly shared: Level;
  readonly grants: readonly { readonly userId: string; readonly name: string; readonly level: Level }[];
  /** For its owner only, as is the next. */
  readonly links: readonly LinkSummary[];
  /** Stored symbols that its text names: what a reader's run would need. */
  readonly symbols: readonly string[];
}

/** Reads who may do what with a notebook. @throws ServerError "not-found" for an unknown one. */
export async function getShares(
  db: Database,
  actor: Actor,
  { id }: z.infer<typeof getSharesInput>,
): Promise<Shares> {
  const found = await db.prisma.notebook.findUnique({
    where: { id },
    include: {
      grants: { include: { user: { select: { name: true } } }, orderBy: { createdAt: "asc" } },
      links: { orderBy: { createdAt: "desc" }, omit: { snapshot: true }, take: 200 },
    },
  });
  if (!found) throw unknownNotebook(id);
  const mine = await levelOf(db, actor, id);
  const owner = await db.prisma.user.findUnique({
    where: { id: found.ownerId },
    select: { id: true, name: true },
  });
  const grants = found.grants.map(({ userId, user, level: given }) => {
    return { userId, name: user.name, level: level.catch("none").parse(given) };
  });
  const owned = mine === "own";
  return {
    ...{ mine, owner, grants, shared: level.catch("none").parse(found.shared) },
    links: owned ? found.links.map(summarise) : [],
    symbols: owned ? await usedSymbols(db, (await readText(db, found.revision)) ?? "") : [],
  };
}

type StoredLink = Pick<LinkSummary, "id" | "revision" | "showCode" | "symbols"> & {
  readonly level: string;
  readonly shape: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

function summarise({
  id,
  level: given,
  shape,
  revision,
  showCode,
  symbols,
  createdAt,
  expiresAt,
}: StoredLink) {
  return {
    ...{ id, revision, showCode, symbols },
    level: given === "run" ? ("run" as const) : ("view" as const),
    shape: shape === "sheet" ? ("sheet" as const) : ("notebook" as const),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
