import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import { nearestExtreme } from "./nearest-extreme.ts";
import type { PathProfile } from "./path.ts";
import { pessimistic } from "./pessimistic.ts";

/** Every built-in path profile. */
export const paths: Catalogue<PathProfile> = createCatalogue<PathProfile>("paths", [
  pessimistic,
  nearestExtreme,
]);
