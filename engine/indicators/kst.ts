import { z } from "zod";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { rollingMean } from "../series/rolling-mean.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Know sure thing: four averaged rates of change, weighing 1 to 4, and their own average (signal), in percent.
 *
 * NaN until the slowest part has values (bar 44 by default; signal `signalBars - 1` later), and while a NaN is in reach. Uses no later
 * bar. O(bars).
 *
 * @see Pring (1992), Rate of change, Stocks & Commodities 10; Pine's built-in KST, whose lengths these are.
 */
export const kst = defineIndicator({
  kind: "kst",
  title: "Know sure thing",
  description: "Weighted sum of four smoothed rates of change.",
  params: z.object({
    roc1Bars: lengthBars(10, "first look-back"),
    roc2Bars: lengthBars(15, "second look-back"),
    roc3Bars: lengthBars(20, "third look-back"),
    roc4Bars: lengthBars(30, "fourth look-back"),
    sma1Bars: lengthBars(10, "first averaging"),
    sma2Bars: lengthBars(10, "second averaging"),
    sma3Bars: lengthBars(10, "third averaging"),
    sma4Bars: lengthBars(15, "fourth averaging"),
    signalBars: lengthBars(9, "averaging of the signal"),
  }),
  outputs: ["value", "signal"],
  input: "column",
  warmupBars: (lengths) =>
    Math.max(
      lengths.roc1Bars + lengths.sma1Bars,
      lengths.roc2Bars + lengths.sma2Bars,
      lengths.roc3Bars + lengths.sma3Bars,
      lengths.roc4Bars + lengths.sma4Bars,
    ) +
    lengths.signalBars -
    2,
  compute: (values, lengths) => {
    const first = rollingMean(ratesOfChange(values, lengths.roc1Bars), lengths.sma1Bars);
    const second = rollingMean(ratesOfChange(values, lengths.roc2Bars), lengths.sma2Bars);
    const third = rollingMean(ratesOfChange(values, lengths.roc3Bars), lengths.sma3Bars);
    const fourth = rollingMean(ratesOfChange(values, lengths.roc4Bars), lengths.sma4Bars);
    for (let bar = 0; bar < first.length; bar++) {
      const short = (first[bar] as number) + 2 * (second[bar] as number);
      first[bar] = short + 3 * (third[bar] as number) + 4 * (fourth[bar] as number);
    }
    return { value: first, signal: rollingMean(first, lengths.signalBars) };
  },
});
