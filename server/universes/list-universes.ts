import type { Database } from "#server/db.ts";

/** A universe as lists show it, in its newest version. */
export interface UniverseInfo {
  readonly name: string;
  readonly version: number;
  readonly kind: string;
  /** Memberships; a symbol that left and came back has two. */
  readonly members: number;
  readonly survivorshipFree: boolean;
  readonly synthetic: boolean;
  /** UTC ms. */
  readonly createdAt: number;
}

const SELECT = `SELECT DISTINCT ON (u.name) u.name, u.version, u.kind, u.synthetic, u.survivorship_free AS "survivorshipFree",
    (extract(epoch FROM u.created_at) * 1000)::float8 AS "createdAt",
    (SELECT count(*)::int FROM universe_members m WHERE m.universe_id = u.id) AS members
  FROM universes u ORDER BY u.name, u.version DESC LIMIT 1000`;

/** Lists universes by name, each in its newest version. */
export async function listUniverses(db: Pick<Database, "pool">): Promise<UniverseInfo[]> {
  return (await db.pool.query<UniverseInfo>(SELECT)).rows;
}
