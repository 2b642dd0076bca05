import type { Prisma } from "#prisma/client/client.ts";

/** More people than this are not told of one comment. */
const MAX_TOLD = 50;

/** Somebody who can be mentioned. */
export interface Reader {
  readonly id: string;
  readonly name: string;
}

/** The members of a notebook's workspace who may see it, by name; nobody while there are no accounts. */
export async function readersOf(prisma: Prisma.TransactionClient, notebookId: string): Promise<Reader[]> {
  const notebook = await prisma.notebook.findUnique({
    where: { id: notebookId },
    select: {
      ownerId: true,
      workspaceId: true,
      shared: true,
      grants: { select: { userId: true, level: true } },
    },
  });
  if (!notebook || notebook.workspaceId === "") return [];
  const members = await prisma.member.findMany({
    where: { workspaceId: notebook.workspaceId },
    select: { userId: true, user: { select: { name: true } } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
  });
  const granted = new Set(
    notebook.grants.filter(({ level }) => level !== "none").map(({ userId }) => userId),
  );
  return members
    .filter(({ userId }) => notebook.shared !== "none" || userId === notebook.ownerId || granted.has(userId))
    .map(({ userId, user }) => ({ id: userId, name: user.name }));
}

/**
 * The accounts whose names stand in a text after an @: of those who may see the notebook. "@Ann Lee" means Ann Lee and not Ann; capitals
 * do not matter.
 */
export async function mentionedIn(
  transaction: Prisma.TransactionClient,
  notebookId: string,
  text: string,
): Promise<string[]> {
  if (!text.includes("@")) return [];
  return namedIn(text, await readersOf(transaction, notebookId)).slice(0, MAX_TOLD);
}

/** Ids of the people whose names follow an @ in a text; where one name begins another, the longer one is meant. */
export function namedIn(text: string, people: readonly Reader[]): string[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])@/gu)) {
    const after = text.slice(index + 1).toLowerCase();
    const meant = longestFirst.find(({ name }) => {
      const rest = after.slice(name.length);
      return name !== "" && after.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest);
    });
    for (const { id, name } of people) if (meant && name === meant.name) found.add(id);
  }
  return [...found];
}
