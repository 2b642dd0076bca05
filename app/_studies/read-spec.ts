import { optimizationOf, type SpecOptimization } from "#engine/experiments/spec-search.ts";
import { spaceOfGrid } from "#engine/experiments/study/strategy-space.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import type { StrategySpec } from "#engine/spec/strategy-spec.ts";
import { parametersOf, type DraftParameter, type StudyDraft } from "./study-draft.ts";

/** A spec in YAML, read. */
export interface ReadSpec {
  readonly spec: StrategySpec;
  /** What its sections say of a study: parameters, method, objective, trials, symbols. */
  readonly draft: Partial<StudyDraft> & { readonly parameters: readonly DraftParameter[] };
}

/** Reads a strategy in YAML for the form. @throws Error with the line, where the text is no YAML; EngineError where it is no spec. */
export async function readSpec(text: string): Promise<ReadSpec> {
  // Some kilobytes that only this source needs.
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new Error(`invalid YAML: ${broken.message.split("\n")[0] ?? ""}`);
  if (document.contents === null) throw new Error("empty strategy; write one, or paste a strategy cell");
  const spec = parseStrategySpec(document.toJS());
  const search = optimizationOf(spec);
  const symbols = spec.data?.symbols ?? [];
  return {
    spec,
    draft: {
      name: spec.meta.strategy,
      parameters: search ? parametersOf(spaceOfGrid(search.grid).parameters) : [],
      ...(search ? aimsOf(search) : {}),
      ...(search?.folds ? { folds: String(search.folds) } : {}),
      ...(search?.trials === undefined ? {} : { trials: String(search.trials) }),
      ...(symbols.length > 0 ? { symbols: symbols.join(", ") } : {}),
    },
  };
}

/** What a spec makes large or small; several objectives take the method that breeds for all of them. */
function aimsOf({ objective, objectives = [] }: SpecOptimization): Partial<StudyDraft> {
  const [first, ...further] = objectives;
  if (!first) return { objective };
  return { ...first, further, ...(further.length > 0 ? { method: "genetic" } : {}) };
}
