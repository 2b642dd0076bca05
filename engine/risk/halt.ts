import { z } from "zod";
import { defineBlock, type Block, type BlockInfo } from "../catalogue.ts";
import type { Halt } from "../market/halt.ts";
import { pass, type HaltRule, type Standing } from "./rule.ts";

const DAY_MS = 86_400_000;

/** What a halting rule does to the account: the parameter that all of them have. */
export const onBreach = z
  .enum(["block", "liquidate"])
  .default("block")
  .describe(
    "block: no new positions; liquidate: also cancel what rests and close everything at the next open",
  );

/** What a halting rule's file writes. */
export interface HaltDefinition<P extends z.ZodObject<{ onBreach: typeof onBreach }>> extends BlockInfo {
  readonly params: P;
  /** Why the account must stop, as it stands at a close; undefined while it need not. */
  readonly breach: (standing: Standing, params: z.output<P>) => string | undefined;
  /** Whether the halt is over by time alone, at a close of UTC ms `time`. */
  readonly expires: (since: number, time: number, params: z.output<P>) => boolean;
}

/**
 * Makes a rule that halts the whole account. It is looked at on every close, before any symbol decides.
 *
 * A halt that blocks is over once its breach is; one that liquidates has nothing left to recover with and is over by time alone. After a halt
 * has expired, the peak counts anew from the equity of that close.
 *
 * @throws EngineError "bad-param" on wrong parameters at each use.
 */
export function defineHalt<P extends z.ZodObject<{ onBreach: typeof onBreach }>>(
  definition: HaltDefinition<P>,
): Block<P, HaltRule> {
  const { kind, breach, expires } = definition;
  return defineBlock("risk", definition, (params) => {
    const rule: HaltRule = {
      kind,
      params,
      code: String(breach) + String(expires),
      rests: false,
      liquidates: params.onBreach === "liquidate",
      breach: (standing) => breach(standing, params),
      expires: (since, time) => expires(since, time, params),
      review: (request) => {
        const { equity, dayStart, halts, peak } = request.portfolio;
        const halt = halts.get(rule);
        const reason = reasonOf(halt) ?? breach({ equity, dayStart, peak: halt?.peak ?? peak }, params);
        return reason === undefined ? pass(request, "not halted") : { action: "block", quantity: 0, reason };
      },
    };
    return rule;
  });
}

function reasonOf(halt: Halt | undefined): string | undefined {
  return halt === undefined || halt.reason === "" ? undefined : halt.reason;
}

/** Whether two times (UTC ms) are on different UTC days. */
export function isLaterDay(since: number, time: number): boolean {
  return Math.floor(time / DAY_MS) > Math.floor(since / DAY_MS);
}

/** Whether so many days of 24 hours have gone by between two times (UTC ms). */
export function haveDaysPassed(since: number, time: number, days: number): boolean {
  return time - since >= days * DAY_MS;
}
