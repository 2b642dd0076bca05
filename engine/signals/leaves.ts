import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { breakout } from "./breakout.ts";
import { crossover } from "./crossover.ts";
import type { AnySignalBlock } from "./generator.ts";
import { threshold } from "./threshold.ts";

/** The signal generators that hold no others. */
export const leaves: Catalogue<AnySignalBlock> = createCatalogue<AnySignalBlock>("signals", [
  crossover,
  threshold,
  breakout,
]);
