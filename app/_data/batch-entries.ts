import type { FilePreview } from "#engine/data/file-preview.ts";
import { scoreText } from "#engine/data/quality/score-text.ts";

/** A file among several, and what is known of it. */
export interface BatchEntry {
  readonly file: File;
  readonly symbol: string;
  /** Undefined until it was read, or where it cannot be. */
  readonly preview: FilePreview | undefined;
  /** Why it cannot be read or stored. */
  readonly problem: string | undefined;
}

/** What keeps a file from being imported, in words; undefined where nothing does. */
export function problemOf(entry: BatchEntry, others: readonly BatchEntry[]): string | undefined {
  if (entry.problem !== undefined || entry.preview === undefined) return entry.problem;
  const symbol = entry.symbol.trim();
  if (symbol === "") return "no symbol; write one";
  const before = others.slice(0, others.indexOf(entry));
  const same = before.find((other) => isSameSeries(entry, other));
  return same && `${symbol} is the symbol of ${same.file.name}, too; write another`;
}

/** Files that can be stored as they are. */
export const goodOf = (entries: readonly BatchEntry[]): BatchEntry[] =>
  entries.filter((entry) => entry.preview !== undefined && problemOf(entry, entries) === undefined);

function isSameSeries(one: BatchEntry, other: BatchEntry): boolean {
  const key = ({ symbol, preview }: BatchEntry): string =>
    `${symbol.trim().toUpperCase()} ${preview?.timeframe ?? ""}`;
  return other.preview !== undefined && key(one) === key(other);
}

/** A file in one line: "2,264 bars of 1d, 2015-01-02 to 2023-12-29; quality 1.00". */
export function previewText({ bars, timeframe, first, last, held, score }: FilePreview): string {
  const [from, to] = [first[0], last.at(-1) ?? first.at(-1)].map((bar) =>
    bar ? new Date(bar.openTime).toISOString().slice(0, 10) : "",
  );
  const aside = held === 0 ? "" : `; ${held.toLocaleString("en-US")} rows would be put aside`;
  return `${bars.toLocaleString("en-US")} bars of ${timeframe}, ${from} to ${to}; quality ${scoreText(score)}${aside}`;
}
