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
      long: "The audit runs as soon as you stop changing things",
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

function leakWords({ firstLeak, cells }: AuditVerdict): AuditWords {
  const through = cells?.outcome === "leaks" ? " through its cells" : "";
  const where = firstLeak
    ? `: ${firstLeak.what} at bar ${firstLeak.bar} (${formatDate(firstLeak.time)})`
    : "";
  const cell = firstLeak?.cell === undefined ? "" : ` of cell ${firstLeak.cell}`;
  const line = firstLeak?.line === undefined ? "" : `, from line ${firstLeak.line}${cell}`;
  const short = `looks ahead${through}${where}${line}`;
  return { verdict: "leaks", short, long: cells ? CELLS[cells.outcome](cells) : short };
}

/** What keeps a causal run from being taken at its word. */
const CAUTION: Partial<Record<CellsFinding["outcome"], string>> = {
  "in-sample": "in-sample",
  "not-repeatable": "its cells vary",
  skipped: "its cells not checked",
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
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
