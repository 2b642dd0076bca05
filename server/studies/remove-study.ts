import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { LINEAGE, OPENED } from "./earlier-of.ts";
import { inTransaction } from "./in-transaction.ts";
import { STUDY_CHANNEL } from "./study-events.ts";
import { studyId } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

const READ = "SELECT binned_at IS NOT NULL AS binned FROM studies WHERE id = $1 FOR UPDATE";
const REMEMBER = `INSERT INTO removed_studies (id, lineage, workspace_id, symbols, opened_seal)
  SELECT s.id, ${LINEAGE}, s.workspace_id, ARRAY(SELECT jsonb_array_elements_text(coalesce(s.request->'symbols', '[]'))), coalesce(${OPENED}, false)
  FROM studies s WHERE s.id = $1`;

/**
 * Removes a study that lies in the bin for good, with its trials, windows, events and markets. The ledger keeps what was tried, and it stays
 * known whether sealed bars were looked at; the texts of its code stay under their hashes, since other studies may name them.
 *
 * @throws ServerError "not-found" for an unknown study, "conflict" for one that is not in the bin.
 */
export async function removeStudy(
  db: BarStore,
  input: { readonly id: string },
): Promise<{ readonly removed: true }> {
  const { id } = studyId.parse(input);
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ binned: boolean }>(READ, [id]);
    if (!rows[0]) throw unknownStudy(id);
    if (!rows[0].binned) throw new ServerError("conflict", "study is not in the bin; put it there first");
    await client.query(REMEMBER, [id]);
    await client.query("DELETE FROM studies WHERE id = $1", [id]);
    await client.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, id]);
    return { removed: true };
  });
}
