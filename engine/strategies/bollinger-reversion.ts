import { bollinger } from "../indicators/bollinger.ts";
import { rsi } from "../indicators/rsi.ts";
import { stopLoss } from "../risk/stop-loss.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Buys panic, sells relief: the lower band with a low RSI in, the middle band or a high RSI out. */
export const bollingerReversion = builtIn(
  "bollinger-reversion",
  "Bollinger mean reversion with RSI",
  defineStrategy({
    name: "bollinger_reversion",
    version: "1.0.0",
    description:
      "Buys closes at the lower Bollinger band while RSI is low; exits at the middle band or when RSI is high.",
    params: {
      length: int(20, { min: 5, max: 200, description: "length of the bands in bars" }),
      deviations: num(2, { min: 0.5, max: 4, step: 0.1, description: "half width of the bands" }),
      rsiLength: int(14, { min: 2, max: 100, description: "length of RSI in bars" }),
      oversold: num(35, { min: 5, max: 50, step: 1, description: "RSI below which a fall counts as panic" }),
      overbought: num(65, { min: 50, max: 95, step: 1, description: "RSI above which to leave" }),
      stopPct: num(8, { min: 1, max: 50, step: 0.5, description: "stop below the entry, in percent" }),
    },
    indicators: ({ length, deviations, rsiLength }) => ({
      bands: bollinger({ lengthBars: length, deviations }),
      strength: rsi({ lengthBars: rsiLength }),
    }),
    signal: ({ close, bands, strength, params: { oversold, overbought } }) => {
      if (close.now >= bands.middle.now) return exit({ reason: "back at the middle band" });
      if (strength.now > overbought) return exit({ reason: `rsi above ${overbought}` });
      if (close.now <= bands.lower.now && strength.now < oversold)
        return buy({ reason: `at the lower band, rsi below ${oversold}` });
      return hold();
    },
    risk: ({ stopPct }) => [stopLoss({ pct: stopPct })],
  }),
);
