import type { Bars } from "../../market/bars.ts";
import type { Calendar } from "../../market/calendar.ts";
import type { CorporateAction } from "../../market/corporate-actions.ts";

/** Most bar addresses that one finding lists; `count` counts all. */
export const MAX_ADDRESSES = 100;

/** A pattern that was found: which, how grave, how often, on which bars (from 0), and what would mend it. Nothing is mended in silence. */
export interface Finding {
  readonly check: string;
  readonly severity: "issue" | "warning";
  readonly message: string;
  readonly fix: string;
  readonly count: number;
  readonly bars: readonly number[];
}

/** What checks look at: bars as they came, which may break every rule that checked bars keep. */
export interface Inspected {
  readonly bars: Bars;
  readonly calendar: Calendar;
  readonly actions: readonly CorporateAction[];
  /** Closes that a vendor has adjusted for splits and dividends, shape [bars]. */
  readonly adjustedClose: Float64Array | undefined;
  /** UTC ms at which the data were fetched. */
  readonly asOf: number;
}

/** One pattern: what it is called and how to find its bars. */
export interface Check {
  readonly check: string;
  readonly severity: Finding["severity"];
  /** What was found, as a noun: "bad print". */
  readonly what: string;
  /** How the pattern lies to the bars that show it. */
  readonly where?: "on" | "before";
  readonly fix: string;
  /** Bars that show the pattern, ascending. */
  readonly find: (inspected: Inspected) => readonly number[];
}

/** Runs one check. O(bars). */
export function runCheck(
  { check, severity, what, where = "on", fix, find }: Check,
  inspected: Inspected,
): Finding[] {
  const bars = find(inspected);
  if (bars.length === 0) return [];
  const message = `${what} ${where} ${bars.length === 1 ? "1 bar" : `${bars.length} bars`}, first ${bars[0]}`;
  return [{ check, severity, message, fix, count: bars.length, bars: bars.slice(0, MAX_ADDRESSES) }];
}

/** The bars of which something is true. */
export function barsWhere(count: number, test: (bar: number) => boolean): number[] {
  const found: number[] = [];
  for (let bar = 0; bar < count; bar++) if (test(bar)) found.push(bar);
  return found;
}
