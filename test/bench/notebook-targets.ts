import type { Target } from "./targets.ts";

/** What the page has to be, each by the row that shows it; upper limits unless said otherwise. */
const LIMITS: readonly (readonly [title: string, row: string, limit: number, atLeast?: boolean])[] = [
  ["200 cells to be typed in under 2 s", "open 200 cells until they can be typed in", 2000],
  ["a key painted under 16 ms", "keystroke in 200 cells until it is painted, median", 16],
  ["a mistake in 60 cells underlined under 75 ms", "a mistake in 60 cells to its underline", 75],
  ["types known under 1.5 s after load", "a mistake to its underline, after the page's load", 1500],
  ["30 results a second of a dragged slider", "slider drag on 5,105 bars, results shown", 30, true],
  ["an edit shown under 150 ms", "edit a cell until its new result is on screen", 150],
  ["1,000,000 bars in a cell under 1 s", "1,000,000 bars of the server's answer in a cell", 1000],
  ["1,000,000 rows of CSV in a cell under 1 s", "1,000,000 rows of a dropped CSV file in a cell", 1000],
  ["a million candles drawn without a freeze of 100 ms", "their chart drawn, longest task of the page", 100],
  ["and moved without one", "zoomed and panned, longest task of the page", 100],
  ["10,000 SMA pairs in the tab under 1.5 s", "sweep of 10,000 SMA pairs x 2,149 bars in the tab", 1500],
  ["the tab under 700 MB after it", "memory of page and sandbox after it (PSS)", 700],
  ["an endless loop stopped under 2 s", "stop an endless loop", 2000],
];

/** The notebook's own, as issue and product promise them. */
export const NOTEBOOK_TARGETS: readonly Target[] = LIMITS.map(([title, name, limit, atLeast = false]) => ({
  title,
  concerns: (row) => row.name === name,
  holds: ({ value }) => (atLeast ? value >= limit : value <= limit),
}));
