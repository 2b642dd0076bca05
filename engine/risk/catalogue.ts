import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { atrStop } from "./atr-stop.ts";
import { atrTrailingStop } from "./atr-trailing-stop.ts";
import { cooldown } from "./cooldown.ts";
import { correlationLimit } from "./correlation-limit.ts";
import { dailyLossLimit } from "./daily-loss-limit.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { maxExposure } from "./max-exposure.ts";
import { maxOpenPositions } from "./max-open-positions.ts";
import { maxPosition } from "./max-position.ts";
import { noShorts } from "./no-shorts.ts";
import { regimeFilter } from "./regime-filter.ts";
import { stopLoss } from "./stop-loss.ts";
import { takeProfit } from "./take-profit.ts";
import { timeStop } from "./time-stop.ts";
import { trailingStop } from "./trailing-stop.ts";
import { universeMembers } from "./universe-members.ts";
import { volumeLimit } from "./volume-limit.ts";
import type { AnyRule } from "./rule.ts";

/** Every built-in risk rule. */
export const rules: Catalogue<AnyRule> = createCatalogue<AnyRule>("risk", [
  stopLoss,
  takeProfit,
  trailingStop,
  atrStop,
  atrTrailingStop,
  timeStop,
  maxPosition,
  maxExposure,
  maxOpenPositions,
  correlationLimit,
  maxDrawdown,
  dailyLossLimit,
  cooldown,
  volumeLimit,
  noShorts,
  regimeFilter,
  universeMembers,
]);
