import { audit } from "#engine/audit/audit.ts";
import type { AuditVerdict } from "#engine/result.ts";
import { asUser, planRun, type PlannedRun, type StrategyFlags } from "./backtest.ts";
import { lineOfLeak } from "#engine/audit/line-of-leak.ts";

/**
 * `lookback audit`: looks whether a strategy uses anything before it was there, and prints the verdict.
 *
 * @returns The exit code: 0 for a causal strategy, 1 for one that leaks.
 */
export async function auditFile(path: string, flags: StrategyFlags): Promise<number> {
  const run = await planRun(path, flags);
  const verdict = withLine(
    run,
    asUser(run.url, () => audit(run.strategy, run.options)),
  );
  console.log(flags.json === true ? JSON.stringify(verdict) : describe(verdict, path));
  return verdict.verdict === "causal" ? 0 : 1;
}

function withLine({ text, strategy, params }: PlannedRun, verdict: AuditVerdict): AuditVerdict {
  const { firstLeak } = verdict;
  if (!firstLeak || firstLeak.line !== undefined) return verdict;
  const line = lineOfLeak(text, strategy, params, firstLeak.what);
  return line === undefined ? verdict : { ...verdict, firstLeak: { ...firstLeak, line } };
}

function describe({ verdict, cuts, firstLeak, deterministic }: AuditVerdict, path: string): string {
  if (verdict === "causal" || !firstLeak)
    return `causal: nothing changed when the future was taken away, ${cuts} times`;
  const { bar, time, what, line } = firstLeak;
  const at = new Date(time).toISOString().replace(".000Z", "Z");
  const where = line === undefined ? path : `${path} line ${line}`;
  if (deterministic === false)
    return `not repeatable: ${what} at bar ${bar} (${at}); seed what is random, see ${where}`;
  return `leaks: ${what} at bar ${bar} (${at}) depends on later bars; see ${where}`;
}
