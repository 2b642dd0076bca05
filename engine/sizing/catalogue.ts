import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { atrRisk } from "./atr-risk.ts";
import { equalWeight } from "./equal-weight.ts";
import { fixedDollar } from "./fixed-dollar.ts";
import { fixedFraction } from "./fixed-fraction.ts";
import { fixedQuantity } from "./fixed-quantity.ts";
import { kelly } from "./kelly.ts";
import { riskParity } from "./risk-parity.ts";
import { volatilityTarget } from "./volatility-target.ts";
import type { AnySizer } from "./sizer.ts";

/** Every built-in sizer. */
export const sizers: Catalogue<AnySizer> = createCatalogue<AnySizer>("sizing", [
  fixedFraction,
  fixedQuantity,
  fixedDollar,
  equalWeight,
  kelly,
  volatilityTarget,
  atrRisk,
  riskParity,
]);
