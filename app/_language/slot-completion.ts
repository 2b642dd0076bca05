import type { Completion, CompletionContext, CompletionSource } from "@codemirror/autocomplete";
import { slotAt, type Slot } from "./slot-at.ts";
import { knownDatasets, symbolWords } from "./known-datasets.ts";

/** The catalogues are loaded when they are first asked for. */
const words = () => import("./slot-words.ts");

async function wordsFor(slot: Slot): Promise<Completion[]> {
  const { namesSource, namesSymbol, textWords } = await words();
  if (namesSymbol(slot)) return symbolWords(await knownDatasets());
  if (!namesSource(slot)) return textWords(slot);
  const sources = new Set((await knownDatasets()).map(({ source }) => source));
  return [...sources].sort().map((label) => ({ label, type: "constant" }));
}

/** What a text in a call may say: symbols that are there, statistics, kinds of blocks. */
export const slotCompletion: CompletionSource = async (context) => {
  const slot = slotAt(context.state, context.pos);
  if (slot === null || slot.stringFrom === null) return null;
  const options = await wordsFor(slot);
  return options.length === 0 ? null : { from: slot.stringFrom, options, validFor: /^[^"'`\\\n]*$/ };
};

/** Kinds of statistics after `result.statistics.`, which to TypeScript is a record of any names. */
export const statisticCompletion: CompletionSource = async (context) => {
  const found = context.matchBefore(/\bstatistics\.[\w$]*$/);
  if (found === null) return null;
  const options = (await words()).statisticWords().map((option) => ({ ...option, type: "property" }));
  return { from: found.from + "statistics.".length, options, validFor: /^[\w$]*$/ };
};

/** The names that are wanted at a place, with their titles: rules in `risk: [`, sizers after `sizing:`. */
export async function favouredAt({ state, pos }: CompletionContext): Promise<ReadonlyMap<string, string>> {
  const word = /[\w$]*$/.exec(state.sliceDoc(Math.max(0, pos - 80), pos))?.[0] ?? "";
  const slot = slotAt(state, pos - word.length);
  return slot === null ? new Map() : (await words()).favouredNames(slot);
}
