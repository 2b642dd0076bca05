import { z } from "zod";
import type { BarStore } from "#server/db.ts";

/** Of which universe. */
export const listVersionsInput = z.strictObject({ name: z.string().min(1).max(200) });

/** One state of a universe. */
export interface UniverseVersion {
  readonly version: number;
  readonly kind: string;
  readonly members: number;
  readonly survivorshipFree: boolean;
  /** UTC ms. */
  readonly createdAt: number;
}

const SELECT = `SELECT u.version, u.kind, u.survivorship_free AS "survivorshipFree", (extract(epoch FROM u.created_at) * 1000)::float8 AS "createdAt",
    (SELECT count(*)::int FROM universe_members m WHERE m.universe_id = u.id) AS members
  FROM universes u WHERE u.name = $1 ORDER BY u.version DESC LIMIT 200`;

/** Lists the versions of a universe, newest first. */
export async function listVersions(
  db: BarStore,
  { name }: z.infer<typeof listVersionsInput>,
): Promise<UniverseVersion[]> {
  return (await db.pool.query<UniverseVersion>(SELECT, [name])).rows;
}
