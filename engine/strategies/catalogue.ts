import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { bollingerReversion } from "./bollinger-reversion.ts";
import type { BuiltInStrategy } from "./built-in.ts";
import { confirmedMaCross } from "./confirmed-ma-cross.ts";
import { donchianBreakout } from "./donchian-breakout.ts";
import { emaCrossover } from "./ema-crossover.ts";
import { gapFade } from "./gap-fade.ts";
import { macdCross } from "./macd-cross.ts";
import { multiFactorMomentum } from "./multi-factor-momentum.ts";
import { openingRangeBreakout } from "./opening-range-breakout.ts";
import { pairs } from "./pairs.ts";
import { rankRotation } from "./rank-rotation.ts";
import { rsiMomentum } from "./rsi-momentum.ts";
import { trendPullback } from "./trend-pullback.ts";
import { volatilityBreakout } from "./volatility-breakout.ts";

/** Every built-in strategy. */
export const strategies: Catalogue<BuiltInStrategy> = createCatalogue<BuiltInStrategy>("strategies", [
  emaCrossover,
  confirmedMaCross,
  bollingerReversion,
  rsiMomentum,
  macdCross,
  donchianBreakout,
  openingRangeBreakout,
  gapFade,
  trendPullback,
  multiFactorMomentum,
  rankRotation,
  volatilityBreakout,
  pairs,
]);
