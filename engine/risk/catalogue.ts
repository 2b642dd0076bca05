import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { maxPosition } from "./max-position.ts";
import type { AnyRule } from "./rule.ts";
import { stopLoss } from "./stop-loss.ts";
import { takeProfit } from "./take-profit.ts";

/** Every built-in risk rule. */
export const rules: Catalogue<AnyRule> = createCatalogue<AnyRule>("risk", [
  stopLoss,
  takeProfit,
  maxPosition,
]);
