import type { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { Member } from "./find-members.ts";
import { membersAt } from "./members-at.ts";
import { universeDefinition } from "./universe-definition.ts";
import type { getUniverseInput, UniverseDefinition } from "./universe-definition.ts";

/** A version of a universe with its members. */
export interface UniverseDetails {
  readonly name: string;
  readonly version: number;
  readonly definition: UniverseDefinition | null;
  readonly survivorshipFree: boolean;
  readonly synthetic: boolean;
  readonly members: readonly Member[];
}

/**
 * Reads a universe: the members of a moment, or everybody with their times.
 *
 * @throws ServerError "not-found".
 */
export async function getUniverse(
  db: Database,
  { name, version, at }: z.infer<typeof getUniverseInput>,
): Promise<UniverseDetails> {
  const found = await db.prisma.universe.findFirst({
    where: { name, ...(version === undefined ? {} : { version }) },
    orderBy: { version: "desc" },
    include: { members: { orderBy: [{ symbol: "asc" }, { memberFrom: "asc" }] } },
  });
  if (!found) throw new ServerError("not-found", `unknown universe: ${name}; choose one of the list`);
  const members = found.members.map((row) => {
    return { symbol: row.symbol, from: row.memberFrom.getTime(), to: row.memberTo?.getTime() ?? null };
  });
  const definition = universeDefinition.safeParse(found.definition);
  return {
    ...{ name, version: found.version, survivorshipFree: found.survivorshipFree, synthetic: found.synthetic },
    definition: definition.success ? definition.data : null,
    members: at === undefined ? members : membersAt(name, members, at),
  };
}
