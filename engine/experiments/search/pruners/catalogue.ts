import { createCatalogue, type Catalogue } from "../../../catalogue.ts";
import type { AnyPruner } from "../pruner.ts";
import { median } from "./median.ts";
import { noPruning } from "./no-pruning.ts";
import { successiveHalving } from "./successive-halving.ts";
import { wilcoxon } from "./wilcoxon.ts";

/** Every built-in pruner. */
export const pruners: Catalogue<AnyPruner> = createCatalogue<AnyPruner>("pruning", [
  noPruning,
  median,
  successiveHalving,
  wilcoxon,
]);
