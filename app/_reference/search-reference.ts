import type { ReferenceChapter, ReferenceEntry } from "./reference-entry.ts";

/** Shorter ones would be found across the ends of words. */
const LONG_NEEDLE = 7;

const bare = (text: string): string => text.replaceAll(/[^a-z0-9]+/g, "");

const textOf = ({ kind, title, description, outputs, params, signature = "" }: ReferenceEntry): string => {
  const options = params.map((param) => `${param.name} ${param.description}`).join(" ");
  return `${kind} ${title} ${description} ${outputs.join(" ")} ${signature} ${options}`.toLowerCase();
};

/** Whether a word is in a text; a long one may be written apart there: "monteCarlo" and "monte-carlo" are "Monte Carlo". */
function isIn(text: string, needle: string): boolean {
  if (text.includes(needle)) return true;
  return bare(needle).length >= LONG_NEEDLE && bare(text).includes(bare(needle));
}

function matches(entry: ReferenceEntry, needles: readonly string[]): boolean {
  const text = textOf(entry);
  return needles.every((needle) => isIn(text, needle));
}

/** The chapters with the entries that have every one of the words; chapters without any are left out. */
export function searchReference(chapters: readonly ReferenceChapter[], words: string): ReferenceChapter[] {
  const needles = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (needles.length === 0) return [...chapters];
  return chapters
    .map(({ name, entries }) => ({
      name,
      entries: entries.filter((entry) => matches(entry, needles)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
