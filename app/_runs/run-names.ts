import { formatDate } from "../_ui/format-number.ts";

/** A run as the list has it. */
export interface ListedRun {
  readonly id: string;
  readonly strategyName: string;
  readonly strategyVersion: string;
  readonly createdAt: string;
  readonly statistics: Readonly<Record<string, number | null>>;
  readonly tradesCount: number | null;
  readonly notebookId: string | null;
  /** The text that it was run on, where it was saved. */
  readonly notebookRevision: string | null;
  readonly resultHash: string | null;
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly symbols: readonly string[];
  readonly symbolCount: number;
  readonly timeframe: string | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly note: string;
  readonly codeHash: string;
  /** What came of running it again last, and when (ISO 8601, UTC); null where nobody did. */
  readonly rerunHash: string | null;
  readonly rerunAt: string | null;
  /** Everything that was tried on its strategy in its notebook and the forks of it. */
  readonly trials: number;
  /** Probability that its skill is more than the luck of so many trials. */
  readonly deflatedSharpe: number | null;
}

/** "fast 20, slow 100". */
export function paramsText({ params }: Pick<ListedRun, "params">): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}

/** "SP500 1d" or "AAPL, MSFT, GLD, TLT and 96 more 1d". */
export function symbolsText({
  symbols,
  symbolCount,
  timeframe,
}: Pick<ListedRun, "symbols" | "symbolCount" | "timeframe">): string {
  const more = symbolCount > symbols.length ? ` and ${symbolCount - symbols.length} more` : "";
  return `${symbols.join(", ")}${more} ${timeframe ?? ""}`.trim();
}

/** First and last day. */
export function periodText({ startTime, endTime }: Pick<ListedRun, "startTime" | "endTime">): string {
  return startTime === null || endTime === null ? "–" : `${formatDate(startTime)} to ${formatDate(endTime)}`;
}

/** What tells a run from others: its strategy's name while that is the only one, else what it alone has besides, parameters first. */
export function nameOf(run: ListedRun, among: readonly ListedRun[]): string {
  const alike = among.filter(({ strategyName }) => strategyName === run.strategyName);
  if (alike.length < 2) return run.strategyName;
  const own = TELLING.find((words) => alike.filter((other) => words(other) === words(run)).length === 1);
  return `${run.strategyName} ${own ? own(run) : run.id.slice(-6)}`;
}

/** By what runs of one strategy are told apart, the plainest first. */
const TELLING: readonly ((run: ListedRun) => string)[] = [
  paramsText,
  ({ strategyVersion }) => strategyVersion,
  (run) => `${run.strategyVersion} ${paramsText(run)}`,
  ({ resultHash, id }) => (resultHash ?? id).slice(0, 6),
  ({ codeHash }) => `code ${codeHash.slice(0, 6)}`,
];
