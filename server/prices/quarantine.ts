import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { ServerError } from "#server/errors.ts";
import type { HeldRow } from "./judge-rows.ts";
import type { Series } from "./series-lock.ts";

const HOLD = `INSERT INTO quarantined_bars
  (symbol, timeframe, open_time, open, high, low, close, volume, source, reason, fingerprint)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (fingerprint) DO NOTHING`;
/** The most rows of one load that are put aside; more is a source that is broken as a whole. */
export const MAX_HELD = 10_000;

/**
 * Puts rows aside with their reasons, once each however often they come. In the caller's transaction.
 *
 * @returns How many were not put aside before.
 * @throws ServerError "over-limit" above {@link MAX_HELD}: none is dropped in silence.
 */
export async function holdRows(
  client: PoolClient,
  { symbol, timeframe }: Series,
  held: readonly HeldRow[],
  source: string,
): Promise<number> {
  if (held.length > MAX_HELD)
    throw new ServerError(
      "over-limit",
      `too many rows that are no bars: ${held.length}, first: ${held[0]?.reason ?? ""}; use a source with fewer than ${MAX_HELD}`,
    );
  let added = 0;
  for (const { row, reason } of held) {
    const values = [row.open, row.high, row.low, row.close, row.volume];
    const time = Number.isFinite(row.time) ? new Date(row.time) : null;
    const print = createHash("sha256").update(
      JSON.stringify([symbol, timeframe, String(row.time), values.map(String), source]),
    );
    const { rowCount } = await client.query(HOLD, [
      symbol,
      timeframe,
      time,
      ...values,
      source,
      reason,
      print.digest("hex"),
    ]);
    added += rowCount ?? 0;
  }
  return added;
}
