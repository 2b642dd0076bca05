// --- notebook
// title: "Signals: from numbers to intentions"
// nb: 1
// ---

// %% [md] id="hello"
// # Signals: from numbers to intentions
//
// Data → Indicators → **Signals** → Sizing → Risk → Execution → Attribution.
//
// A signal says what one would like to do at the close of a bar: buy, sell, hold or exit, how strongly, and why. It says
// nothing about how much (sizing) or whether one may (risk).

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [md] id="about-generators"
// Often a signal is one of a few well-known shapes, and those are in the catalogue:

// %% [ts] id="catalogue"
table(signals.blocks.map(({ kind, title, description }) => ({ kind, title, description })))

// %% [ts] id="trend"
export const trend = crossover("fast", "slow");

// %% [ts] id="high"
export const high = breakout(55, { exitBars: 20 });

// %% [md] id="about-combined"
// Generators combine. `all` enters when every one of them would, `any` when one would; `weighted` adds up their votes.

// %% [ts] id="ways"
const averages = () => ({ fast: ema({ lengthBars: 20 }), slow: ema({ lengthBars: 100 }) });
export const ways = [
  defineStrategy({ name: "trend", version: "1.0.0", indicators: averages, signal: trend }),
  defineStrategy({ name: "new_high", version: "1.0.0", signal: high }),
  defineStrategy({ name: "either", version: "1.0.0", indicators: averages, signal: combined("any", trend, high) }),
];

// %% [ts] id="runs"
export const runs = ways.map((strategy) => backtest(strategy, { bars: prices }));
table(runs.map((run, row) => ({
  signal: ways[row].name, trades: run.trades.length,
  "return, %": 100 * run.statistics.totalReturn, "worst drawdown, %": 100 * run.statistics.maxDrawdown, Sharpe: run.statistics.sharpe,
})))

// %% [md] id="about-function"
// Where no shape fits, write a function. It is called at each close with a *view*: `close.now` is this bar's close,
// `close.ago(5)` that of five bars before. The view has no way to say "five bars after"; what comes in
// from elsewhere is for the audit to catch (see *Caught looking ahead*). Strength and reasons travel with
// the trade, and you can read them in its trace.

// %% [ts] id="own"
export const pullback = defineStrategy({
  name: "pullback", version: "1.0.0",
  indicators: () => ({ slow: ema({ lengthBars: 200 }), range: atr({ lengthBars: 14 }) }),
  signal: ({ close, slow, range }) => {
    const fall = (close.ago(5) - close.now) / range.now;
    if (close.now > slow.now && fall > 2) return buy({ reason: `fell ${fall.toFixed(1)} ranges in an uptrend` });
    return close.now > close.ago(5) ? exit({ reason: "recovered" }) : hold();
  },
});

// %% [ts] id="result"
backtest(pullback, { bars: prices })

// %% [md] id="about-cross"
// One detail that decides real trades: what is a cross when two averages were *equal* yesterday? Both answers are in
// use. Here the rule is a parameter, and averages are computed so exactly that equal ones compare equal. On prices that
// move in steps of ten points it happens all the time:

// %% [ts] id="coarse"
const steps = (column) => column.map((price) => 10 * Math.round(price / 10));
export const coarse = { ...prices, open: steps(prices.open), high: steps(prices.high), low: steps(prices.low), close: steps(prices.close) };

// %% [ts] id="cross-rules"
const counts = (["inclusive", "strict"] as const).map((rule) => backtest(
  defineStrategy({
    name: "cross", version: "1.0.0",
    indicators: () => ({ fast: sma({ lengthBars: 2 }), slow: sma({ lengthBars: 4 }) }),
    signal: crossover("fast", "slow", { rule }),
  }), { bars: coarse }).trades.length);
table([{ rule: "inclusive, as Pine has it", trades: counts[0] }, { rule: "strict", trades: counts[1] }])

// %% [md] id="next"
// The same idea, on the same prices, and nearly twice as many trades under one rule as under the other. When two programs
// disagree about a strategy, look here first. Next: **three ways to write one**.
