import { z } from "zod";
import { moneyShare } from "../series/money-share.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Money flow index: typical price times volume of rising bars as a share of that of rising and falling bars, 0 to 100.
 *
 * NaN for the first `lengthBars` bars, and while a NaN is in reach; 0 where nothing flowed (TA-Lib, which calls flows below 1 nothing too).
 * Uses no later bar. O(bars).
 *
 * @see Quong, Soudack (1989), Volume-weighted RSI, Stocks & Commodities 7:3; TA-Lib MFI.
 */
export const mfi = defineIndicator({
  kind: "mfi",
  title: "Money flow index",
  description: "Share of traded money that went with rising prices, 0 to 100.",
  params: z.object({ lengthBars: lengthBars(14, "window") }),
  outputs: ["value"],
  input: "bars",
  warmupBars: ({ lengthBars }) => lengthBars,
  compute: ({ high, low, close, volume }, { lengthBars }) => moneyShare(high, low, close, volume, lengthBars),
});
