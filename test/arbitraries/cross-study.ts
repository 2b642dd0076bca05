import { crossover, defineStrategy, int, sma, syntheticMarket } from "#engine/index.ts";

/** A crossover with a small space, quick enough to be searched in a test. */
export const cross = defineStrategy({
  name: "cross",
  version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 20 }), slow: int(30, { min: 21, max: 60 }) },
  indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: slow }) }),
  signal: crossover("fast", "slow"),
});

/** A market on which many of its sets differ. */
export const volatileBars = syntheticMarket({ kind: "volatile", bars: 400, seed: 4 });
