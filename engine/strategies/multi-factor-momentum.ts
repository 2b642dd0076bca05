import { ema } from "../indicators/ema.ts";
import { macd } from "../indicators/macd.ts";
import { rsi } from "../indicators/rsi.ts";
import { sma } from "../indicators/sma.ts";
import { trailingStop } from "../risk/trailing-stop.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Four views on momentum vote; the share that agrees is the strength of the entry. */
export const multiFactorMomentum = builtIn(
  "multi-factor-momentum",
  "Multi-factor momentum",
  defineStrategy({
    name: "multi_factor_momentum",
    version: "1.0.0",
    description:
      "Scores trend, RSI, MACD and past return; buys where enough of them agree, sized by how many, exits where few do.",
    params: {
      trend: int(100, { min: 10, max: 500, description: "length of the trend's average in bars" }),
      lookback: int(60, { min: 5, max: 500, description: "bars over which the return is taken" }),
      enter: num(0.75, { min: 0.25, max: 1, step: 0.25, description: "share that must agree to buy" }),
      leave: num(0.25, { min: 0, max: 0.75, step: 0.25, description: "share at or below which to leave" }),
      trailPct: num(15, { min: 1, max: 60, step: 1, description: "trailing stop, in percent" }),
    },
    indicators: ({ trend }) => ({
      slow: sma({ lengthBars: trend }),
      quick: ema({ lengthBars: Math.max(2, Math.round(trend / 4)) }),
      strength: rsi(),
      lines: macd(),
    }),
    signal: ({ close, slow, quick, strength, lines, params: { lookback, enter, leave } }) => {
      if (!(slow.now > 0) || !(close.ago(lookback) > 0)) return hold();
      const factors = [
        quick.now > slow.now,
        strength.now > 50,
        lines.macd.now > lines.signal.now,
        close.now > close.ago(lookback),
      ];
      const score = factors.filter(Boolean).length / factors.length;
      if (score <= leave) return exit({ reason: `${score * 4} of 4 factors` });
      return score >= enter ? buy({ strength: score, reason: `${score * 4} of 4 factors` }) : hold();
    },
    risk: ({ trailPct }) => [trailingStop({ pct: trailPct })],
  }),
);
