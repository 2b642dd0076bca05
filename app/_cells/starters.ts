import type { CellKind } from "#engine/notebook/document.ts";

/** Cells that run as they stand, to begin an empty notebook with. */
export interface Starter {
  readonly title: string;
  readonly cells: readonly { readonly kind: CellKind; readonly source: string }[];
}

export const STARTERS: readonly Starter[] = [
  {
    title: "Backtest a moving-average cross",
    cells: [
      { kind: "ts", source: `export const prices = await bars("SP500");` },
      {
        kind: "ts",
        source: `export const cross = defineStrategy({
  name: "ema_cross",
  version: "1.0.0",
  params: { fast: int(20, { min: 2, max: 100 }), slow: int(100, { min: 5, max: 300 }) },
  indicators: (p) => ({ fast: ema({ lengthBars: p.fast }), slow: ema({ lengthBars: p.slow }) }),
  signal: ({ fast, slow }) =>
    crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold(),
});`,
      },
      { kind: "ts", source: `backtest(cross, { bars: prices });` },
    ],
  },
  {
    title: "Look at prices with SQL",
    cells: [
      {
        kind: "sql",
        source: `SELECT year(time) AS year, count(*) AS bars, min(low) AS low, max(high) AS high
FROM bars WHERE symbol = 'AAPL'
GROUP BY 1 ORDER BY 1`,
      },
    ],
  },
];
