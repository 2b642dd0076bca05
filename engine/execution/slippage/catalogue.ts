import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import { almgren } from "./almgren.ts";
import { estimatedSpread } from "./estimated-spread.ts";
import { fixedBps } from "./fixed-bps.ts";
import { halfSpread } from "./half-spread.ts";
import { noSlippage } from "./no-slippage.ts";
import type { AnySlippage } from "./slippage-model.ts";
import { squareRoot } from "./square-root.ts";

/** Every built-in slippage model. */
export const slippage: Catalogue<AnySlippage> = createCatalogue<AnySlippage>("slippage", [
  fixedBps,
  halfSpread,
  estimatedSpread,
  squareRoot,
  almgren,
  noSlippage,
]);
