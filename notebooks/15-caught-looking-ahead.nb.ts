// --- notebook
// title: "Caught looking ahead"
// nb: 1
// ---

// %% [md] id="hello"
// # Caught looking ahead
//
// The most expensive bug in this trade makes money on paper. A strategy that sees one bar into the future looks like
// genius. Here are four that do, each by a mistake that real people make, and one that does not.

// %% [ts] id="prices"
export const prices = await bars("SP500", { from: "2005-01-01" });

// %% [md] id="about-one"
// **One: an off-by-one in an indicator.** The window is centred, as in many a plotting library: half of it lies after the
// bar.

// %% [ts] id="centred"
export const centred = defineIndicator({
  kind: "centred", outputs: ["value"], input: "column",
  params: z.strictObject({ half: z.number().int().min(1).default(2) }),
  compute: (close, { half }) => close.map((_, bar) => {
    const window = close.subarray(Math.max(0, bar - half), bar + half + 1);
    return window.reduce((sum, price) => sum + price, 0) / window.length;
  }),
});

// %% [ts] id="genius"
export const genius = defineStrategy({
  name: "genius", version: "1.0.0",
  indicators: () => ({ middle: centred() }),
  signal: ({ close, middle }) => (close.now < middle.now ? buy() : exit()),
});

// %% [ts] id="too-good"
backtest(genius, { bars: prices })

// %% [md] id="about-verdict"
// Look at the badge: **looks ahead**. Every interactive backtest is audited by itself; asked by hand, the audit names the first
// bar at which the past changed when the future was taken away.

// %% [ts] id="verdicts"
export const scaled = defineStrategy({
  name: "scaled", version: "1.0.0",
  // Two: scaled by the maximum of the whole history, a favourite of machine-learning pipelines.
  indicators: () => ({ level: defineIndicator({
    kind: "scaled", outputs: ["value"], input: "column", params: z.strictObject({}),
    compute: (close) => close.map((price) => price / close.reduce((top, other) => Math.max(top, other))),
  })() }),
  signal: ({ level }) => (level.now < 0.7 ? buy() : level.now > 0.95 ? exit() : hold()),
});
export const remembered = defineStrategy({
  name: "remembered", version: "1.0.0",
  // Three: prices of tomorrow, brought in through the cell instead of through the view.
  signal: ({ close, bar }) => (prices.close[bar + 1] > close.now ? buy() : exit()),
});
export const honest = defineStrategy({
  name: "honest", version: "1.0.0",
  indicators: () => ({ middle: sma({ lengthBars: 5 }) }),
  signal: ({ close, middle }) => (close.now < middle.now ? buy() : exit()),
});

// %% [ts] id="table"
const rows = [];
for (const strategy of [genius, scaled, remembered, honest]) {
  const { verdict, firstLeak, cuts } = await audit(strategy, { bars: prices });
  rows.push({ strategy: strategy.name, verdict, "first leak": firstLeak ? new Date(firstLeak.time) : null, what: firstLeak?.what ?? null, cuts });
}
table(rows)

// %% [md] id="about-how"
// How it knows: the strategy is run on the whole history and on many histories that end earlier. A decision at a bar may
// depend on that bar and those before it; so it must be the same in every run that contains it. Then the future is
// replaced by another one, scaled, shuffled, with noise, and again nothing before it may change. It needs no list of
// forbidden functions.
//
// **Four: the leak that is not in the strategy at all.** It came in through another cell, here by SQL's `lead`. The engine
// never saw the future; the cell did. So the notebook goes one step further and runs the strategy's *cells* again, on
// prices that end earlier. See the badge below.

// %% [sql] id="tomorrow"
export const tomorrow = sql`SELECT time, lead(close) OVER (ORDER BY time) - close AS move
FROM bars
WHERE symbol = ${prices.symbol} AND time >= TIMESTAMP '2005-01-01'
ORDER BY time`;

// %% [ts] id="moves"
export const moves = tomorrow.column("move");

// %% [ts] id="innocent"
export const innocent = defineStrategy({
  name: "innocent", version: "1.0.0",
  signal: ({ bar }) => (moves[bar] > 0 ? buy() : exit()),
});

// %% [ts] id="through-a-cell"
backtest(innocent, { bars: prices })

// %% [md] id="about-in-sample"
// The same replay knows a milder sin, too: parameters that were chosen on the very bars they are judged on. That is not
// peeking, and most published results do it. The badge then says *in-sample* and names the parameters. Next: **testing a
// strategy**.
