import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { findMembers } from "./find-members.ts";
import type { Member } from "./find-members.ts";
import { membersAt } from "./members-at.ts";
import { universeDefinition } from "./universe-definition.ts";

/** Members that a preview names. */
const SHOWN = 200;

/** A definition to look at, and the moment (UTC ms) whose members are wanted; now where absent. */
export const previewUniverseInput = z.strictObject({
  definition: universeDefinition,
  at: z.number().optional(),
});

/** Whom a definition finds. */
export interface UniversePreview {
  /** Memberships of all times. */
  readonly members: number;
  /** Those of the moment: how many, and the first of them by name. */
  readonly present: number;
  readonly first: readonly Member[];
  /** Whether those that failed are in it, each for its time. */
  readonly survivorshipFree: boolean;
  /** Symbols that have no daily bars yet. */
  readonly bare: readonly string[];
}

const WITH_BARS = `SELECT DISTINCT symbol FROM data_versions
  WHERE timeframe = '1d' AND forgotten_at IS NULL AND symbol = ANY($1::text[])`;

/**
 * Finds whom a definition would hold, without saving it.
 *
 * @throws ServerError "bad-request" when nobody fits, or a condition cannot be read.
 */
export async function previewUniverse(
  db: BarStore,
  providers: Providers,
  { definition, at = Date.now() }: z.infer<typeof previewUniverseInput>,
): Promise<UniversePreview> {
  const members = await findMembers(db, providers, definition);
  const present = membersAt("preview", members, at);
  const symbols = present.map(({ symbol }) => symbol);
  const { rows } = await db.pool.query<{ symbol: string }>(WITH_BARS, [symbols]);
  const loaded = new Set(rows.map(({ symbol }) => symbol));
  return {
    ...{ members: members.length, present: present.length, first: present.slice(0, SHOWN) },
    survivorshipFree: members.some(({ to }) => to !== null),
    bare: symbols.filter((symbol) => !loaded.has(symbol)).slice(0, SHOWN),
  };
}
