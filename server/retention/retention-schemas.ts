import { z } from "zod";
import { TIMEFRAMES } from "#engine/market/bars.ts";

const timeframe = z.enum(TIMEFRAMES);
const keepDays = z.number().int().min(7).max(36_500).describe("days that bars are kept, counted in UTC");

/** How long bars of a timeframe are kept. */
export const retentionRule = z.strictObject({ timeframe, keepDays });
export type RetentionRule = z.infer<typeof retentionRule>;

/** A rule to set, or to take away where `keepDays` is null: then bars are kept for good. */
export const saveRuleInput = z.strictObject({ timeframe, keepDays: keepDays.nullable() });

const DAY_MS = 86_400_000;

/** The moment before which a rule lets bars go: a UTC midnight, so that it moves once a day. */
export function horizonOf({ keepDays: days }: Pick<RetentionRule, "keepDays">, now: number): number {
  return Math.floor(now / DAY_MS - days) * DAY_MS;
}
