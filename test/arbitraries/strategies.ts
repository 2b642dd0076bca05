import fc from "fast-check";
import {
  atr,
  bollinger,
  buy,
  crossesAbove,
  crossesBelow,
  defineStrategy,
  ema,
  exit,
  hold,
  int,
  maxPosition,
  rsi,
  sell,
  sma,
  stopLoss,
  takeProfit,
  type RiskRule,
  type Signal,
  type Strategy,
} from "#engine/index.ts";

/** Buys and exits at given bars: the plainest strategy there is. */
export function scripted(
  script: Readonly<Record<number, "buy" | "sell" | "exit">>,
): Strategy<Record<never, never>> {
  return defineStrategy({
    name: "scripted",
    version: "1.0.0",
    signal: ({ bar }) => {
      const action = script[bar];
      return action === "buy" ? buy() : action === "sell" ? sell() : action === "exit" ? exit() : hold();
    },
  });
}

/** The ten-line strategy of the documentation. */
export const emaCross = defineStrategy({
  name: "ema_crossover",
  version: "2.0.0",
  params: { fast: int(9, { min: 2, max: 50 }), slow: int(21, { min: 5, max: 200 }) },
  indicators: ({ fast, slow }) => ({ fast: ema({ lengthBars: fast }), slow: ema({ lengthBars: slow }) }),
  signal: ({ fast, slow }) => (crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold()),
});

/** Random strategies that use every built-in indicator and rule; some go short. */
export const arbitraryStrategy: fc.Arbitrary<Strategy<Record<never, never>>> = fc
  .record({
    fast: fc.integer({ min: 1, max: 5 }),
    slow: fc.integer({ min: 6, max: 12 }),
    stop: fc.integer({ min: 1, max: 8 }),
    target: fc.integer({ min: 1, max: 12 }),
    cap: fc.integer({ min: 20, max: 100 }),
    shorts: fc.boolean(),
    path: fc.constantFrom("pessimistic" as const, "nearest-extreme" as const),
  })
  .map(({ fast, slow, stop, target, cap, shorts, path }) =>
    defineStrategy({
      name: "random",
      version: "1.0.0",
      indicators: () => ({
        fast: ema({ lengthBars: fast }),
        slow: sma({ lengthBars: slow }),
        strength: rsi({ lengthBars: fast + 1 }),
        bands: bollinger({ lengthBars: slow }),
        range: atr({ lengthBars: fast }),
      }),
      signal: ({ fast, slow, strength, bands, close, range }) => {
        if (crossesAbove(fast, slow) || close.now < bands.lower.now) return buy();
        if (shorts && strength.now > 80 && range.now > 0) return sell();
        return crossesBelow(fast, slow) ? exit() : hold();
      },
      risk: [stopLoss({ pct: stop }), takeProfit({ pct: target }), maxPosition({ pct: cap })],
      execution: { shorts, path },
    }),
  );

/** Says given signals at given bars, and holds at all others. */
export function told(
  script: Readonly<Record<number, Signal>>,
  parts: { readonly risk?: readonly RiskRule[] } = {},
): Strategy<Record<never, never>> {
  return defineStrategy({
    name: "told",
    version: "1.0.0",
    signal: ({ bar }) => script[bar] ?? hold(),
    ...parts,
  });
}
