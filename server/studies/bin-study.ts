import { z } from "zod";
import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import { changeStatus } from "./control-study.ts";
import { inTransaction } from "./in-transaction.ts";
import { tellMarkets } from "./permuted-markets.ts";
import { addStudyEvent } from "./study-events.ts";
import { studyId } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** Which study, and whether it goes into the bin or comes back. */
export const binStudyInput = studyId.extend({ binned: z.boolean() });

const BIN = `UPDATE studies SET binned_at = CASE WHEN $2 THEN coalesce(binned_at, clock_timestamp()) END WHERE id = $1`;
const NO_MARKETS = "DELETE FROM study_markets WHERE study_id = $1 AND status IN ('asked', 'queued')";
const NO_REPEATS = "DELETE FROM trial_repeats WHERE study_id = $1 AND status IN ('asked', 'queued')";

/**
 * Puts a study into the bin, out of every list and table, or takes it out. One that has not ended is cancelled first, and its permuted markets and
 * repeats are let go of; what it found stays as it is, and its trials and looks stay counted.
 *
 * @throws ServerError "not-found" for an unknown study.
 */
export async function binStudy(
  db: BarStore,
  input: z.input<typeof binStudyInput>,
): Promise<{ readonly binned: boolean }> {
  const { id, binned } = binStudyInput.parse(input);
  return inTransaction(db, async (client) => {
    const { rowCount } = await client.query(BIN, [id, binned]);
    if (rowCount !== 1) throw unknownStudy(id);
    if (binned) await stopAll(client, id);
    await addStudyEvent(client, id, { type: "bin", binned });
    return { binned };
  });
}

/** Nothing works for what lies in the bin. */
async function stopAll(client: PoolClient, id: string): Promise<void> {
  await changeStatus(client, "cancel", id);
  const { rowCount: markets } = await client.query(NO_MARKETS, [id]);
  if (markets) await tellMarkets(client, id, { always: true });
  await client.query(NO_REPEATS, [id]);
}
