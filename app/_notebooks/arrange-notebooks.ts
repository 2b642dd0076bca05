import type { NotebookSummary } from "#server/notebooks/list-notebooks.ts";

/** What the list can be sorted by. */
export type SortKey = "updated" | "ran" | "title";

/** How the list is looked at. */
export interface Arrangement {
  readonly words: string;
  readonly tag: string | null;
  readonly sort: SortKey;
}

/** Notebooks that have all the words in title or tags, and the tag, in order. */
export function arrangeNotebooks(
  notebooks: readonly NotebookSummary[],
  { words, tag, sort }: Arrangement,
): NotebookSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = notebooks.filter((notebook) => {
    const text = [notebook.title, ...notebook.tags].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word)) && (tag === null || notebook.tags.includes(tag));
  });
  return found.sort(ORDERS[sort]);
}

const ORDERS: Record<SortKey, (a: NotebookSummary, b: NotebookSummary) => number> = {
  updated: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  ran: (a, b) => (b.lastRunAt ?? "").localeCompare(a.lastRunAt ?? ""),
  title: (a, b) => a.title.localeCompare(b.title, "en", { numeric: true }),
};

/** All tags in use, the most frequent first. */
export function tagsInUse(notebooks: readonly NotebookSummary[]): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of notebooks) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([tag]) => tag);
}

const MINUTE_MS = 60_000;
const UNITS = [
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** A moment as people say it: "2 hours ago"; the date once that is more than a week. */
export function ago(iso: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(iso)) / MINUTE_MS);
  if (minutes < 1) return "just now";
  if (minutes > 7 * 1440) return iso.slice(0, 10);
  const [unit, size] = UNITS.find(([, length]) => minutes >= length) ?? ["minute", 1];
  const count = Math.floor(minutes / size);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

/** A text is saved a little after it was run; an edit later than this was not. */
const SAVING_MS = 15_000;

/** Whether a notebook was edited after its last run. Times are ISO 8601; null is never. */
export function isOlder(lastRunAt: string | null, updatedAt: string): boolean {
  return lastRunAt !== null && Date.parse(updatedAt) - Date.parse(lastRunAt) > SAVING_MS;
}
