import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import type { AnyFee } from "./fee-schedule.ts";
import { ibkrFixed } from "./ibkr-fixed.ts";
import { ibkrFx } from "./ibkr-fx.ts";
import { ibkrOptions } from "./ibkr-options.ts";
import { ibkrTiered } from "./ibkr-tiered.ts";
import { noFees } from "./no-fees.ts";
import { percent } from "./percent.ts";
import { usRegulatory } from "./us-regulatory.ts";

/** Every built-in fee schedule. */
export const fees: Catalogue<AnyFee> = createCatalogue<AnyFee>("fees", [
  ibkrFixed,
  ibkrTiered,
  ibkrFx,
  ibkrOptions,
  usRegulatory,
  percent,
  noFees,
]);
