// --- notebook
// title: "Your first backtest"
// nb: 1
// ---

// %% [md] id="hello"
// # Your first backtest
//
// This page is alive. Every cell below is code or a question to a database, and each one re-runs by itself when
// something it reads changes. Nothing here needs a server to compute: the engine runs in your browser, in a sandbox.
//
// We shall ask an old question: **does it pay to own the market only while its short-term trend is above its long-term one?**

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [md] id="about-data"
// The S&P 500 index, one bar a day, from January 2000 on: ${prices.close.length} bars. Before testing an idea it is wise
// to look at what it will be tested on. SQL reads the same prices:

// %% [sql] id="years"
export const years = sql`SELECT year(time) AS year,
       count(*) AS days,
       round(first(open ORDER BY time), 0) AS opened,
       round(last(close ORDER BY time), 0) AS closed,
       round(100 * (last(close ORDER BY time) / first(open ORDER BY time) - 1), 1) AS change_pct
FROM bars
WHERE symbol = ${prices.symbol}
GROUP BY 1
ORDER BY 1`;

// %% [md] id="about-idea"
// Two crashes and two long climbs: a fair examination. Now the idea itself. An *exponential moving average* forgets old
// prices gradually; a short one follows the market closely, a long one slowly. When the short one crosses above the long
// one we buy, at the next day's open; when it falls back below we leave.
//
// Drag the two sliders and watch everything below follow.

// %% [ts] id="fast"
export const fast = slider("fast", { min: 2, max: 60, value: 20, label: "Fast, bars" });

// %% [ts] id="slow"
export const slow = slider("slow", { min: 10, max: 250, value: 100, label: "Slow, bars" });

// %% [ts] id="strategy"
export const emaCross = defineStrategy({
  name: "ema_crossover", version: "1.0.0",
  params: { fast: int(20, { min: 2, max: 60 }), slow: int(100, { min: 10, max: 250 }) },
  indicators: (p) => ({ fast: ema({ lengthBars: p.fast }), slow: ema({ lengthBars: p.slow }) }),
  signal: ({ fast, slow }) =>
    crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold(),
});

// %% [ts] id="result"
export const result = backtest(emaCross, { bars: prices, params: { fast, slow } });
result;

// %% [md] id="about-result"
// Read the picture from the top. The **equity** line is the account, fees paid; the **drawdown** below it is how far one
// would have had to watch it fall. Every trade on the chart can be asked why it happened.
//
// The badge that says *causal* is the point of Lookback: the run was repeated on shortened histories, and no decision
// changed when the future was taken away. A strategy that peeks, by one bar even, is caught there.
//
// What would owning the index all along have done?

// %% [ts] id="compare"
const held = prices.close.map((close) => (100_000 * close) / prices.close[0]);
plot.line(
  [
    { name: "crossover", x: result.time, y: result.equity },
    { name: "buy and hold, no fees", x: prices.closeTime, y: held },
  ],
  { title: "The idea against doing nothing", yTitle: "account" },
);

// %% [md] id="next"
// One honest warning before you go on. You have just tried several pairs of lengths, and one of them looked best. It
// would be surprising if none did. How many were tried is part of the result, too: see *Sweeps* and *Optimize, and believe it*.
//
// The chapters that follow walk through the pipeline, stage by stage. Next: **data**.
