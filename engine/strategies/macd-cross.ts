import { macd } from "../indicators/macd.ts";
import { crossesAbove, crossesBelow } from "../signals/cross.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Long from where MACD crosses its signal line to where it crosses back. */
export const macdCross = builtIn(
  "macd-cross",
  "MACD",
  defineStrategy({
    name: "macd_cross",
    version: "1.0.0",
    description: "Buys where MACD crosses above its signal line, exits where it crosses below.",
    params: {
      fast: int(12, { min: 2, max: 100, description: "length of the fast average in bars" }),
      slow: int(26, { min: 3, max: 300, description: "length of the slow average in bars" }),
      smooth: int(9, { min: 1, max: 100, description: "length of the signal line in bars" }),
    },
    constraints: ["fast < slow"],
    indicators: ({ fast, slow, smooth }) => ({
      lines: macd({ fastBars: fast, slowBars: slow, signalBars: smooth }),
    }),
    signal: ({ lines }) => {
      if (crossesAbove(lines.macd, lines.signal)) return buy({ reason: "macd above its signal line" });
      if (crossesBelow(lines.macd, lines.signal)) return exit({ reason: "macd below its signal line" });
      return hold();
    },
  }),
);
