import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { listRetention, previewRule } from "#server/retention/list-retention.ts";
import { saveRuleInput } from "#server/retention/retention-schemas.ts";
import { saveRule } from "#server/retention/save-rule.ts";
import { sweepBars } from "#server/retention/sweep-bars.ts";
import { withDatabase } from "./with-database.ts";

/** Flags of `lookback retention`. */
export interface RetentionFlags {
  readonly keep?: string;
  readonly forever?: boolean;
  readonly sweep?: boolean;
}

/**
 * `lookback retention 1m --keep 365`: sets how long bars of a length are kept and tells what that takes away; without flags it shows the rules.
 *
 * @throws ServerError "bad-request" for a rule that is none.
 */
export async function retention(timeframe: string | undefined, flags: RetentionFlags): Promise<void> {
  if ((flags.keep !== undefined || flags.forever) && timeframe === undefined)
    throw new ServerError("bad-request", "missing timeframe; say of which bars, like lookback retention 1m");
  await withDatabase(async (db) => {
    if (timeframe !== undefined) await setRule(db, timeframe, flags);
    if (flags.sweep) {
      for (const { timeframe: of, series, bars, before } of await sweepBars(db))
        console.log(`took ${bars} ${of} bars of ${series} series from before ${dayOf(before)}`);
    }
    await show(db);
  });
}

async function setRule(db: Database, timeframe: string, flags: RetentionFlags): Promise<void> {
  const hasRule = flags.keep !== undefined || flags.forever === true;
  if (!hasRule && flags.sweep) return;
  if (!hasRule)
    throw new ServerError("bad-request", `nothing to do with ${timeframe}; add --keep or --forever`);
  const keepDays = flags.forever ? null : Number(flags.keep);
  await saveRule(db, saveRuleInput.parse({ timeframe, keepDays }));
}

async function show(db: Database): Promise<void> {
  const { rules, sweeps } = await listRetention(db);
  if (rules.length === 0) console.log("all bars are kept for good");
  for (const rule of rules) {
    const { before, series, bars } = await previewRule(db, {
      timeframe: rule.timeframe,
      keepDays: rule.keepDays,
    });
    console.log(
      `${rule.timeframe}: ${rule.keepDays} days; ${bars} bars of ${series} series from before ${dayOf(before)} go`,
    );
  }
  for (const { sweptAt, timeframe, bars, series, before } of sweeps)
    console.log(
      `${dayOf(sweptAt)}: took ${bars} ${timeframe} bars of ${series} series from before ${dayOf(before)}`,
    );
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
