import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import type { AnyCondition } from "../condition.ts";
import { busyVolume } from "./busy-volume.ts";
import { above, below, crossDown, crossUp } from "./comparison.ts";
import { falling, rising } from "./direction.ts";
import { overbought, oversold } from "./oscillator-level.ts";
import { breaksHigh, breaksLow } from "./range-break.ts";
import { touchLowerBand, touchUpperBand } from "./touch-band.ts";
import { trendDown, trendUp } from "./trend.ts";

/** Every built-in condition. */
export const conditions: Catalogue<AnyCondition> = createCatalogue<AnyCondition>("conditions", [
  ...[above, below, crossUp, crossDown, rising, falling],
  ...[oversold, overbought, touchLowerBand, touchUpperBand],
  ...[trendUp, trendDown, breaksHigh, breaksLow, busyVolume],
]);
