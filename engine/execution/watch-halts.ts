import { isoTime } from "../data/check-bars.ts";
import type { Halt } from "../market/halt.ts";
import type { HaltRule } from "../risk/rule.ts";
import { tally, type Account } from "./account.ts";
import type { WritableHalt } from "./halts.ts";
import { cancelResting, submitTarget } from "./broker.ts";

/**
 * Asks every halting rule at a close, once the account is marked and before any symbol decides.
 *
 * @param time UTC ms of the close.
 */
export function watchHalts(account: Account, time: number): void {
  account.liquidating = false;
  for (const [rule, halt] of account.halts) watchHalt(account, rule, halt, time);
}

function watchHalt(account: Account, rule: HaltRule, halt: WritableHalt, time: number): void {
  const { equity, dayStart } = account;
  if (isHalted(halt) && rule.expires(halt.since, time)) {
    resume(halt);
    halt.peak = equity;
  }
  halt.peak = Math.max(halt.peak, equity);
  const reason = rule.breach({ equity, dayStart, peak: halt.peak });
  if (reason !== undefined) begin(account, rule, halt, reason, time);
  // What was sold out cannot win its loss back: a gap in its favour on the way out ends no halt.
  else if (!rule.liquidates) resume(halt);
  if (!rule.liquidates || !isHalted(halt)) return;
  account.liquidating = true;
  closeEverything(account, halt.reason);
}

function isHalted({ since }: Halt): boolean {
  return since === since;
}

function resume(halt: WritableHalt): void {
  halt.since = NaN;
  halt.reason = "";
}

function begin(account: Account, rule: HaltRule, halt: WritableHalt, reason: string, time: number): void {
  halt.reason = reason;
  if (isHalted(halt)) return;
  halt.since = time;
  tally(account, `halts by ${rule.kind}`, `halt by ${rule.kind}`, () => `${isoTime(time)}, ${reason}`);
}

/** Everything goes at the next open; what rests to open something is taken out. */
function closeEverything(account: Account, reason: string): void {
  for (const book of account.positions) {
    if (book.quantity !== 0)
      submitTarget(account, book, { quantity: 0, reason, bracket: undefined, decisions: [] });
    else if (book.resting.length > 0) cancelResting(account, book, "cancelled by a halt");
  }
}
