import type { NotebookCell } from "#engine/notebook/document.ts";
import { printNotebook } from "#engine/notebook/percent-format.ts";

/** A notebook that runs as it stands, to begin one's own with. */
export interface Starter {
  readonly title: string;
  /** What one learns from it, in a sentence. */
  readonly about: string;
  readonly tags: string;
  readonly cells: readonly NotebookCell[];
}

const ts = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
const md = (id: string, source: string): NotebookCell => ({ id, kind: "md", source });

const PRICES = ts("prices", `export const prices = await bars("SP500");`);
const CROSS = ts(
  "cross",
  `export const cross = defineStrategy({
  name: "ema_cross",
  version: "1.0.0",
  params: { fast: int(20, { min: 2, max: 100 }), slow: int(100, { min: 5, max: 300 }) },
  indicators: (p) => ({ fast: ema({ lengthBars: p.fast }), slow: ema({ lengthBars: p.slow }) }),
  signal: ({ fast, slow }) =>
    crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold(),
});`,
);

const YEARS = `SELECT symbol, year(time) AS year, count(*) AS bars, min(low) AS low, max(high) AS high
FROM bars
GROUP BY ALL ORDER BY symbol, year`;

export const STARTERS: readonly Starter[] = [
  {
    title: "Moving-average crossover",
    about: "A first strategy with two sliders: drag them and watch the account follow.",
    tags: "trend",
    cells: [
      md(
        "about",
        "# Moving-average crossover\n\nOwn the market while its short-term trend is above its long-term one.",
      ),
      PRICES,
      ts("fast", `export const fast = slider("fast", { min: 2, max: 60, value: 20, label: "Fast, bars" });`),
      ts(
        "slow",
        `export const slow = slider("slow", { min: 10, max: 250, value: 100, label: "Slow, bars" });`,
      ),
      CROSS,
      ts(
        "result",
        `export const result = backtest(cross, { bars: prices, params: { fast, slow } });\nresult;`,
      ),
    ],
  },
  {
    title: "SQL research",
    about: "Ask the prices in SQL, read the answer as a table, and use it in TypeScript below.",
    tags: "sql",
    cells: [
      md(
        "about",
        "# What do the prices say?\n\nEvery loaded symbol is in the table `bars`; a cell's table is a table for the next one.",
      ),
      { id: "years", kind: "sql", name: "years", source: YEARS },
      {
        id: "wide",
        kind: "sql",
        name: "widest",
        source: "SELECT *, round(high / low - 1, 3) AS span\nFROM years ORDER BY span DESC LIMIT 10",
      },
    ],
  },
  {
    title: "Parameter sweep",
    about: "Every combination of two lengths in a second, and how little the best one proves.",
    tags: "sweep, trend",
    cells: [
      md("about", "# Which lengths?\n\nA wide region of good results is worth more than one bright dot."),
      PRICES,
      CROSS,
      ts(
        "found",
        `export const found = await sweep(cross, {
  bars: prices,
  grid: { fast: range(5, 60, 5), slow: range(40, 250, 15) },
});
found;`,
      ),
    ],
  },
  {
    title: "Testing a strategy",
    about: "Rising, falling, jumping and frozen markets: what a strategy does when the past is no guide.",
    tags: "testing",
    cells: [
      md(
        "about",
        "# Does it survive?\n\nEach row is a promise, each column a market that was made up to break it.",
      ),
      CROSS,
      ts("checks", `await test(cross);`),
    ],
  },
  {
    title: "A rule at a glance",
    about: "An indicator beside its prices, and how often it said what.",
    tags: "indicators",
    cells: [
      md("about", "# Relative strength"),
      PRICES,
      ts("strength", `export const strength = indicator(rsi({ lengthBars: 14 }), prices);`),
      ts(
        "often",
        `table([
  { state: "above 70", share: strength.filter((value) => value > 70).length / strength.length },
  { state: "below 30", share: strength.filter((value) => value < 30).length / strength.length },
]);`,
      ),
    ],
  },
];

/** A starter as the text of a notebook. */
export function starterSource({ title, tags, cells }: Starter): string {
  return printNotebook({ title, cells: [...cells], meta: { tags } });
}
