import { ema } from "../indicators/ema.ts";
import { crossover } from "../signals/crossover.ts";
import { defineStrategy, int } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Long while the fast exponential average is above the slow one. */
export const emaCrossover = builtIn(
  "ema-crossover",
  "EMA crossover",
  defineStrategy({
    name: "ema_crossover",
    version: "1.0.0",
    description:
      "Buys where a fast exponential average crosses above a slow one, exits where it crosses below.",
    params: {
      fast: int(9, { min: 2, max: 100, description: "length of the fast average in bars" }),
      slow: int(21, { min: 3, max: 500, description: "length of the slow average in bars" }),
    },
    constraints: ["fast < slow"],
    indicators: ({ fast, slow }) => ({ fast: ema({ lengthBars: fast }), slow: ema({ lengthBars: slow }) }),
    signal: crossover("fast", "slow"),
  }),
);
