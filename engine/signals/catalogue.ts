import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { crossover } from "./crossover.ts";
import type { AnySignalBlock } from "./generator.ts";
import { threshold } from "./threshold.ts";

/** Every built-in signal generator. */
export const signals: Catalogue<AnySignalBlock> = createCatalogue<AnySignalBlock>("signals", [
  crossover,
  threshold,
]);
