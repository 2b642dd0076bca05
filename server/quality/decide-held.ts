import { z } from "zod";
import { CALENDAR_IDS, TIMEFRAMES } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { nextVersion, publishVersion } from "#server/prices/data-version.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { inTransaction, withSeriesLock } from "#server/prices/series-lock.ts";
import { writeBars } from "#server/prices/write-bars.ts";
import type { BarRow } from "#server/providers/provider.ts";

/** What a person decides about a bar that was put aside. */
export const decideHeldInput = z.strictObject({
  id: z.string().regex(/^\d{1,18}$/),
  decision: z
    .enum(["mend", "drop"])
    .describe("mend: widen low and high to hold open and close, and store the bar"),
  reason: z.string().trim().min(1).max(500).describe("why; it enters the manifests of runs on the series"),
});

const FIND = `SELECT symbol, timeframe, (extract(epoch FROM open_time) * 1000)::float8 AS time, open, high, low, close, volume, source
  FROM quarantined_bars WHERE id = $1 AND status = 'held'`;
const DECIDE = `UPDATE quarantined_bars SET status = $2, decision = $3, decided_at = now() WHERE id = $1 AND status = 'held'`;
const OVERRIDE = `INSERT INTO data_overrides (symbol, timeframe, kind, reason) VALUES ($1, $2, $3, $4)`;
/** Stored quality of a bar that a person let in. */
const MENDED = 0.5;

const heldBar = z.object({
  ...{ symbol: z.string(), timeframe: z.enum(TIMEFRAMES), time: z.number().nullable(), source: z.string() },
  ...{ open: z.number(), high: z.number(), low: z.number(), close: z.number(), volume: z.number() },
});

/**
 * Carries out a decision about a held bar. A mended bar makes a new version of the series, and an override that says who let it in and why.
 *
 * @throws ServerError "not-found" when it was decided before, "bad-request" when widening does not make a bar of it.
 */
export async function decideHeld(db: BarStore, input: z.infer<typeof decideHeldInput>): Promise<void> {
  const { id, decision, reason } = decideHeldInput.parse(input);
  const { rows } = await db.pool.query(FIND, [id]);
  if (rows[0] === undefined)
    throw new ServerError("not-found", `no held bar ${id}; it may have been decided already`);
  const held = heldBar.parse(rows[0]);
  await withSeriesLock(db, held, (client) =>
    inTransaction(client, async () => {
      const { rowCount } = await client.query(DECIDE, [
        id,
        decision === "mend" ? "mended" : "dropped",
        reason,
      ]);
      if (rowCount !== 1)
        throw new ServerError("not-found", `no held bar ${id}; it may have been decided already`);
      if (decision === "drop") return;
      const bars = mended(held);
      const version = await nextVersion(client);
      const written = await writeBars(client, bars, { source: held.source, version, quality: MENDED });
      await client.query(OVERRIDE, [held.symbol, held.timeframe, "mended-bar", reason]);
      await publishVersion(client, held, version, { source: held.source }, { ...written, quarantined: 0 });
    }),
  );
}

function mended(held: z.infer<typeof heldBar>) {
  const { open, high, low, close, volume } = held;
  const all = [open, high, low, close];
  const row: BarRow = {
    time: held.time ?? NaN,
    open,
    close,
    high: Math.max(...all),
    low: Math.min(...all),
    volume,
  };
  for (const calendar of CALENDAR_IDS) {
    const { bars } = judgeRows([row], held, calendar, Infinity);
    if (bars) return bars;
  }
  throw new ServerError(
    "bad-request",
    "bar has no prices to mend; drop it, and repair the series from a provider",
  );
}
