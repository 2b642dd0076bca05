import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { yamlLanguage } from "@codemirror/lang-yaml";
import { knownDatasets, symbolWords } from "../_language/known-datasets.ts";
import { indicatorNames, yamlPlace } from "./yaml-path.ts";

/** Completes a strategy spec from its schema; the catalogues are loaded when they are first asked for. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const place = yamlPlace(context.state.sliceDoc(0, context.pos));
  if (place.word === "" && !context.explicit && place.key === null) return null;
  const { strategyWords } = await import("./strategy-words.ts");
  const symbols = place.key === "symbols" ? symbolWords(await knownDatasets()) : [];
  const indicators = indicatorNames(context.state.doc.toString());
  const options = strategyWords(place, { indicators, symbols });
  if (options.length === 0) return null;
  return { from: context.pos - place.word.length, options, validFor: /^[\w-]*$/ };
}

/** Completion of strategy cells. */
export const strategyCompletion = yamlLanguage.data.of({ autocomplete: complete });
