import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { combinedBlock } from "./combined.ts";
import type { AnySignalBlock } from "./generator.ts";
import { leaves } from "./leaves.ts";
import { weightedBlock } from "./weighted.ts";

/** Every built-in signal generator. */
export const signals: Catalogue<AnySignalBlock> = createCatalogue<AnySignalBlock>("signals", [
  ...leaves.blocks,
  combinedBlock,
  weightedBlock,
]);
