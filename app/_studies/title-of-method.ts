import { samplers } from "#engine/experiments/search/catalogue.ts";

/** A search method as its catalogue calls it. */
export function titleOfMethod(kind: string): string {
  return samplers.blocks.find((block) => block.kind === kind)?.title ?? kind;
}
