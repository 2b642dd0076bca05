import { gap } from "../indicators/gap.ts";
import { takeProfit } from "../risk/take-profit.ts";
import { timeStop } from "../risk/time-stop.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Buys what opened far below the last close and has not come back: the fear of a night is often too much. */
export const gapFade = builtIn(
  "gap-fade",
  "Gap fade",
  defineStrategy({
    name: "gap_fade",
    version: "1.0.0",
    description:
      "Buys after a gap down that stayed open, but recovered within the bar; leaves with a profit or after some bars.",
    params: {
      gapPct: num(2, { min: 0.2, max: 20, step: 0.1, description: "size of the gap, in percent" }),
      profitPct: num(3, { min: 0.2, max: 30, step: 0.1, description: "profit to take, in percent" }),
      holdBars: int(5, { min: 1, max: 100, description: "bars after which to leave" }),
    },
    indicators: () => ({ jump: gap() }),
    signal: ({ open, close, jump, params: { gapPct } }) => {
      if (jump.value.now >= gapPct) return exit({ reason: "gapped up" });
      const stayed = jump.value.now <= -gapPct && jump.filled.now === 0;
      return stayed && close.now > open.now ? buy({ reason: `gapped down ${gapPct}% and turned` }) : hold();
    },
    risk: ({ profitPct, holdBars }) => [takeProfit({ pct: profitPct }), timeStop({ bars: holdBars })],
  }),
);
