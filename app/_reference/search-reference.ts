import type { ReferenceChapter, ReferenceEntry } from "./reference-entry.ts";

const textOf = ({ kind, title, description, outputs, signature = "" }: ReferenceEntry): string =>
  `${kind} ${title} ${description} ${outputs.join(" ")} ${signature}`.toLowerCase();

/** The chapters with the entries that have every one of the words; chapters without any are left out. */
export function searchReference(chapters: readonly ReferenceChapter[], words: string): ReferenceChapter[] {
  const needles = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (needles.length === 0) return [...chapters];
  return chapters
    .map(({ name, entries }) => ({
      name,
      entries: entries.filter((entry) => needles.every((needle) => textOf(entry).includes(needle))),
    }))
    .filter(({ entries }) => entries.length > 0);
}
