import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import { bounds } from "./bounds.ts";
import { colour } from "./colour.ts";
import { lowerTimeframe } from "./lower-timeframe.ts";
import { nearestExtreme } from "./nearest-extreme.ts";
import { ohlc } from "./ohlc.ts";
import { optimistic } from "./optimistic.ts";
import type { PathProfile } from "./path.ts";
import { pessimistic } from "./pessimistic.ts";

/** Every built-in path profile. */
export const paths: Catalogue<PathProfile> = createCatalogue<PathProfile>("paths", [
  pessimistic,
  nearestExtreme,
  ohlc,
  colour,
  lowerTimeframe,
  optimistic,
  bounds,
]);
