import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { inTransaction } from "./in-transaction.ts";
import { tellMarkets } from "./permuted-markets.ts";
import { studyId } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** The most permuted markets of one study: they tell a p-value of 0.001. */
export const MAX_MARKETS = 1_000;

/** On how many permuted markets a study is to be searched in all; those that were searched before count. */
export const permuteStudyInput = studyId.extend({
  markets: z.number().int().min(1).max(MAX_MARKETS).default(200).describe("permuted markets in all"),
});

const STATUS = "SELECT status FROM studies WHERE id = $1 AND binned_at IS NULL FOR UPDATE";
const ASK = `INSERT INTO study_markets (study_id, number) SELECT $1::uuid, number FROM generate_series(0, $2::int - 1) AS number
  ON CONFLICT DO NOTHING`;
const STOP = "DELETE FROM study_markets WHERE study_id = $1 AND status IN ('asked', 'queued')";

/**
 * Has a finished study's whole search run on permuted markets, by whatever workers there are. Asked for again with more, only the rest is run.
 *
 * @throws ServerError "conflict" on a study that has not finished, "not-found" when there is none.
 */
export async function permuteStudy(
  db: BarStore,
  input: z.input<typeof permuteStudyInput>,
): Promise<{ readonly asked: number }> {
  const { id, markets } = permuteStudyInput.parse(input);
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ status: string }>(STATUS, [id]);
    if (!rows[0]) throw unknownStudy(id);
    if (rows[0].status !== "completed")
      throw new ServerError(
        "conflict",
        `study is ${rows[0].status}; permute the markets of one that is completed`,
      );
    const { rowCount } = await client.query(ASK, [id, markets]);
    await tellMarkets(client, id, { always: true });
    return { asked: rowCount ?? 0 };
  });
}

/** Lets go of the permuted markets that are not done yet; workers end what they run of them within two seconds. */
export async function stopPermuting(
  db: BarStore,
  input: { readonly id: string },
): Promise<{ readonly stopped: number }> {
  const { id } = studyId.parse(input);
  return inTransaction(db, async (client) => {
    await client.query(STATUS, [id]);
    const { rowCount } = await client.query(STOP, [id]);
    await tellMarkets(client, id, { always: true });
    return { stopped: rowCount ?? 0 };
  });
}
