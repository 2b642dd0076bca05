import type { Bars } from "../../market/bars.ts";
import { calendarOf, calendarOfBars } from "../../market/calendar.ts";
import type { CalendarId } from "../../market/bars.ts";
import type { CorporateAction } from "../../market/corporate-actions.ts";
import { ACTION_CHECKS } from "./action-checks.ts";
import { runCheck, type Check, type Finding } from "./finding.ts";
import { PRICE_CHECKS } from "./price-checks.ts";
import { TIME_CHECKS } from "./time-checks.ts";
import { VOLUME_CHECKS } from "./volume-checks.ts";

/** Every check of one symbol's bars. */
export const CHECKS: readonly Check[] = [...TIME_CHECKS, ...PRICE_CHECKS, ...VOLUME_CHECKS, ...ACTION_CHECKS];

/** What is known besides the bars. */
export interface QualityOptions {
  readonly calendar?: CalendarId;
  readonly actions?: readonly CorporateAction[];
  /** A vendor's adjusted closes, shape [bars]. */
  readonly adjustedClose?: Float64Array;
  /** UTC ms at which the data were fetched. */
  readonly asOf?: number;
}

/** How good data are: 1 without a finding, 0 useless. Issues make results wrong, warnings may. */
export interface QualityReport {
  readonly symbol: string;
  readonly bars: number;
  readonly score: number;
  readonly issues: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/**
 * Looks for every known pattern of bad data in one symbol's bars, which need not be checked before.
 *
 * Each kind of issue costs the score a tenth and ten times the share of its bars, half at most; each kind of warning a hundredth and the share of its
 * bars, a tenth at most.
 *
 * @returns Findings with the addresses of their bars, counted from 0. O(bars log bars).
 * @example const found = inspectBars(prices); table([...found.issues, ...found.warnings].map(({ check, severity, message }) => ({ check, severity,
 *   message })))
 */
export function inspectBars(bars: Bars, options: QualityOptions = {}): QualityReport {
  const calendar = options.calendar === undefined ? calendarOfBars(bars) : calendarOf(options.calendar);
  const { actions = [], adjustedClose, asOf = Infinity } = options;
  const inspected = { bars, calendar, actions, adjustedClose, asOf };
  const findings = CHECKS.flatMap((check) => runCheck(check, inspected));
  const issues = findings.filter(({ severity }) => severity === "issue");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return {
    symbol: bars.symbol,
    bars: bars.close.length,
    score: scoreOf(findings, bars.close.length),
    issues,
    warnings,
  };
}

function scoreOf(findings: readonly Finding[], bars: number): number {
  let score = 1;
  for (const { severity, count } of findings) {
    const share = count / Math.max(1, bars);
    score -= severity === "issue" ? Math.min(0.5, 0.1 + 10 * share) : Math.min(0.1, 0.01 + share);
  }
  return Math.max(0, Number(score.toFixed(6)));
}
