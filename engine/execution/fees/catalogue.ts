import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import type { AnyFee } from "./fee-schedule.ts";
import { ibkrFixed } from "./ibkr-fixed.ts";
import { noFees } from "./no-fees.ts";

/** Every built-in fee schedule. */
export const fees: Catalogue<AnyFee> = createCatalogue<AnyFee>("fees", [ibkrFixed, noFees]);
