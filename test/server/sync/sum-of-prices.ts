import type { BarStore } from "#server/db.ts";

const SUM = `SELECT
  (SELECT count(*)::int FROM prices WHERE source <> ALL($1::text[])) AS bars,
  (SELECT md5(string_agg(concat_ws(' ', symbol, open_time, close_time, open, high, low, close, volume, source), ',' ORDER BY symbol, open_time))
    FROM prices WHERE source <> ALL($1::text[])) AS prices,
  (SELECT md5(string_agg(concat_ws(' ', symbol, kind, ex_date, value), ',' ORDER BY symbol, kind, ex_date)) FROM corporate_actions WHERE superseded_at IS NULL) AS actions,
  (SELECT md5(string_agg(concat_ws(' ', symbol, bars, hash), ',' ORDER BY symbol, id)) FROM data_versions WHERE source <> ALL($1::text[])) AS versions,
  (SELECT count(*)::int FROM price_revisions) AS revisions,
  (SELECT md5(string_agg(concat_ws(' ', symbol, from_time, through), ',' ORDER BY symbol)) FROM sync_checkpoints) AS checkpoints`;

/** Everything that syncs leave behind, but for when and under which number. @param others Sources that are not counted. */
export async function sumOfPrices({ pool }: BarStore, others: readonly string[] = []): Promise<unknown> {
  return (await pool.query(SUM, [others])).rows[0] as unknown;
}
