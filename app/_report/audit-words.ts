import type { AuditVerdict, BacktestResult, CellsFinding } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";

/** What the audit says in a badge: how it stands, in a few words, and the whole of it for who asks. */
export interface AuditWords {
  readonly verdict: "pending" | "causal" | "caution" | "leaks";
  readonly short: string;
  readonly long: string;
}

type AuditedRun = Pick<BacktestResult, "audit"> & { readonly trades: readonly unknown[] };

/** Words for a run's verdict, or for one that has not been audited yet. */
export function auditWords({ audit, trades }: AuditedRun): AuditWords {
  if (!audit)
    return {
      verdict: "pending",
      short: "not audited yet",
      long: "The audit runs as soon as you stop changing things; where it would take longer than half a minute, when you ask for it",
    };
  if (audit.verdict === "leaks") return leakWords(audit);
  const engine = `Run again on ${audit.cuts} shorter histories: no past value, order or fill changed.`;
  const cells = audit.cells ? ` ${CELLS[audit.cells.outcome](audit.cells)}` : "";
  if (trades.length === 0)
    return {
      verdict: "caution",
      short: "never traded",
      long: "Nothing was decided, so nothing could look ahead.",
    };
  const caution = audit.cells && CAUTION[audit.cells.outcome];
  if (caution === undefined) return { verdict: "causal", short: "causal", long: engine + cells };
  const names = audit.cells && audit.cells.names.length > 0 ? `: ${audit.cells.names.join(", ")}` : "";
  return { verdict: "caution", short: `causal, ${caution}${names}`, long: engine + cells };
}

function leakWords({ firstLeak, cells, deterministic }: AuditVerdict): AuditWords {
  const through = cells?.outcome === "leaks" ? " through its cells" : "";
  const where = firstLeak
    ? `: ${firstLeak.what} at bar ${firstLeak.bar} (${formatDate(firstLeak.time)})`
    : "";
  const cell = firstLeak?.cell === undefined ? "" : ` of cell ${firstLeak.cell}`;
  const line = firstLeak?.line === undefined ? "" : `, from line ${firstLeak.line}${cell}`;
  if (deterministic === false) {
    const short = `not repeatable${where}${line}`;
    return { verdict: "leaks", short, long: `${capital(short)}. Whether it looks ahead cannot be told.` };
  }
  const short = `looks ahead${through}${where}${line}`;
  return { verdict: "leaks", short, long: cells ? CELLS[cells.outcome](cells) : short };
}

/** What keeps a causal run from being taken at its word. */
const CAUTION: Partial<Record<CellsFinding["outcome"], string>> = {
  "in-sample": "in-sample",
  "not-repeatable": "its cells vary",
  skipped: "its cells not checked",
  postponed: "its cells not checked",
};

/** What making the strategy anew by its cells came to, as a sentence. */
export const CELLS: Readonly<Record<CellsFinding["outcome"], (finding: CellsFinding) => string>> = {
  causal: ({ replays }) =>
    `Its cells ran again ${replays} times on data that end earlier: the same decisions.`,
  leaks: ({ why, names }) => `${capital(why)} (${names.join(", ")}).`,
  "in-sample": ({ names }) =>
    `Chosen with bars that came after the decisions: ${names.join(", ")}. Judge it on data that were not used to choose.`,
  "not-repeatable": () =>
    "Its cells give something else each time they run, so they could not be checked: fix a seed.",
  skipped: ({ why }) => `Its cells were not run again: ${why}.`,
  postponed: ({ why }) => `Its cells were not run again unasked: ${why}.`,
};

/** Whether there is something left to audit that may be asked for. */
export const isAuditOpen = ({ audit }: Pick<BacktestResult, "audit">): boolean =>
  audit === undefined || audit.cells?.outcome === "postponed";

/** What a verdict means and what to do about it, in a sentence or two. */
export function auditAdvice({ audit, trades }: AuditedRun): string {
  if (!audit)
    return "Until it is audited, take no number here at its word: a strategy that looks ahead earns the most.";
  if (audit.deterministic === false)
    return "It decides by something that changes between runs, chance or the clock. Seed what is random, and take the time from the bar.";
  if (audit.verdict === "leaks")
    return "It cannot be traded: at that bar it knew a price that came later. Look there for a shift to the left, an average, a scale or a rank over all bars, or a query with lead(); let each bar see what lies before it only.";
  if (trades.length === 0)
    return "A run that never trades passes every test. Look at its signals and its warm-up first.";
  return ADVICE[audit.cells?.outcome ?? "causal"];
}

const ADVICE: Readonly<Record<CellsFinding["outcome"], string>> = {
  causal:
    "Nothing that was decided changed when what came later was taken away. That makes the numbers possible, not likely to last: luck and the number of trials are in Statistics.",
  leaks: "One of the cells that make the strategy holds later bars.",
  "in-sample":
    "It could have traded like this, but nobody could have chosen these settings then. Choose them on the first part of the bars and run them on the rest, or by walk-forward with optimize().",
  "not-repeatable": "Seed what is random in its cells; then they can be run again on data that end earlier.",
  skipped:
    "The engine's own tests found nothing. A value that a cell computed on all bars would not have been seen.",
  postponed:
    "The engine's own tests found nothing. A value that a cell computed on all bars would not have been seen: press “Audit now” to look for it, which takes a few times as long as the cells.",
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
