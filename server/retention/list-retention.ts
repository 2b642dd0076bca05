import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { horizonOf, retentionRule } from "./retention-schemas.ts";
import type { RetentionRule } from "./retention-schemas.ts";

const RULES = `SELECT timeframe, keep_days AS "keepDays" FROM retention_rules ORDER BY timeframe`;
const SWEEPS = `SELECT id::text, timeframe, (extract(epoch FROM before) * 1000)::float8 AS before, series, bars::float8,
  (extract(epoch FROM swept_at) * 1000)::float8 AS "sweptAt" FROM retention_sweeps ORDER BY id DESC LIMIT 10`;
const GOING = `SELECT count(DISTINCT symbol)::int AS series, count(*)::float8 AS bars FROM prices WHERE timeframe = $1 AND open_time < $2`;

const sweep = z.object({
  ...{ id: z.string(), timeframe: z.string(), before: z.number(), series: z.number(), bars: z.number() },
  sweptAt: z.number(),
});
/** What one sweep took away: bars of a timeframe that opened before a moment (UTC ms). */
export type RetentionSweep = z.infer<typeof sweep>;

/** The rules, each with the moment (UTC ms) before which its bars go, and the latest sweeps, newest first. */
export interface Retention {
  readonly rules: readonly (RetentionRule & { readonly before: number })[];
  readonly sweeps: readonly RetentionSweep[];
}

/** What a rule would take away now. */
export interface RetentionPreview {
  readonly before: number;
  readonly series: number;
  readonly bars: number;
}

/** Reads the rules of retention. */
export async function readRules(db: Pick<BarStore["pool"], "query">): Promise<RetentionRule[]> {
  return z.array(retentionRule).parse((await db.query(RULES)).rows);
}

/** Lists rules and what they have done. */
export async function listRetention(db: BarStore, now: number = Date.now()): Promise<Retention> {
  const rules = (await readRules(db.pool)).map((rule) => ({ ...rule, before: horizonOf(rule, now) }));
  return { rules, sweeps: z.array(sweep).parse((await db.pool.query(SWEEPS)).rows) };
}

/** Counts what a rule would take away if it were set now. O(bars of all timeframes). */
export async function previewRule(
  db: BarStore,
  rule: RetentionRule,
  now: number = Date.now(),
): Promise<RetentionPreview> {
  const before = horizonOf(rule, now);
  const { rows } = await db.pool.query<Omit<RetentionPreview, "before">>(GOING, [
    rule.timeframe,
    new Date(before),
  ]);
  return { before, series: rows[0]?.series ?? 0, bars: rows[0]?.bars ?? 0 };
}
