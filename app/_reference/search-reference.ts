import type { ReferenceChapter, ReferenceEntry } from "./reference-entry.ts";

const textOf = ({ kind, title, description, outputs, params, signature = "" }: ReferenceEntry): string => {
  const options = params.map((param) => `${param.name} ${param.description}`).join(" ");
  return `${kind} ${title} ${description} ${outputs.join(" ")} ${signature} ${options}`.toLowerCase();
};

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
