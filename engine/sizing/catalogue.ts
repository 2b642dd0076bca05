import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { fixedFraction } from "./fixed-fraction.ts";
import type { AnySizer } from "./sizer.ts";

/** Every built-in sizer. */
export const sizers: Catalogue<AnySizer> = createCatalogue<AnySizer>("sizing", [fixedFraction]);
