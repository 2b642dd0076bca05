import { sma } from "../indicators/sma.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** A moving-average cross that must have stood for some bars, with the slow average rising, before it is believed. */
export const confirmedMaCross = builtIn(
  "confirmed-ma-cross",
  "Moving-average cross with confirmation",
  defineStrategy({
    name: "confirmed_ma_cross",
    version: "1.0.0",
    description:
      "Buys once the fast average has stayed above a rising slow one for some bars; exits when it falls below.",
    params: {
      fast: int(20, { min: 2, max: 200, description: "length of the fast average in bars" }),
      slow: int(50, { min: 3, max: 500, description: "length of the slow average in bars" }),
      confirm: int(3, { min: 1, max: 20, description: "bars that the cross must have stood" }),
    },
    constraints: ["fast < slow"],
    indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
    signal: ({ fast, slow, params: { confirm } }) => {
      if (fast.now < slow.now) return exit({ reason: "fast average below slow" });
      if (!(slow.now > slow.ago(confirm))) return hold();
      for (let back = 0; back < confirm; back++) if (!(fast.ago(back) > slow.ago(back))) return hold();
      return buy({ reason: `above for ${confirm} bars, slow average rising` });
    },
  }),
);
