import type { BarStore } from "#server/db.ts";

/** A trial that became a version of a strategy. */
export interface PromotedFrom {
  /** The study's. */
  readonly id: string;
  readonly window: number;
  readonly number: number;
}

/** As promoteTrial names versions: the first eight digits of the study, window (once counted from 0, before a dot) and trial. */
const VERSION = /^study-([0-9a-f]{8})-(?:w(\d{1,6})-|(\d{1,6})\.)(\d{1,7})$/;
const FIND = `SELECT study_id AS id FROM trials JOIN studies s ON s.id = study_id
  WHERE s.id::text LIKE $1 || '%' AND s.workspace_id = $2 AND walk_window = $3 AND number = $4 AND trials.status = 'completed'
  AND s.binned_at IS NULL LIMIT 1`;

/** The trial that a version was promoted from; null where it was not, or its study is gone or in the bin. */
export async function promotedFrom(
  db: BarStore,
  { version, workspaceId }: { readonly version: string; readonly workspaceId: string },
): Promise<PromotedFrom | null> {
  const [, study, window, fromZero, number] = VERSION.exec(version) ?? [];
  if (study === undefined) return null;
  const place = {
    window: fromZero === undefined ? Number(window) - 1 : Number(fromZero),
    number: Number(number),
  };
  const { rows } = await db.pool.query<{ id: string }>(FIND, [
    ...[study, workspaceId, place.window, place.number],
  ]);
  return rows[0] ? { id: rows[0].id, ...place } : null;
}
