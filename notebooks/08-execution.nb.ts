// --- notebook
// title: "Execution: honest fills"
// nb: 1
// ---

// %% [md] id="hello"
// # Execution: honest fills
//
// Data → Indicators → Signals → Sizing → Risk → **Execution** → Attribution.
//
// A decision is taken at a close; the earliest price one can have is the next open. Fees and slippage are paid on every
// fill, stops can gap, and a run says when a fill is too large for its bar's volume: `execution: { participation: 0.05 }`
// caps what fills may take at a twentieth of it. All of it is data that the manifest names.

// %% [ts] id="prices"
export const prices = await bars("AAPL");

// %% [ts] id="idea"
export const idea = defineStrategy({
  name: "swing", version: "1.0.0",
  indicators: () => ({ strength: rsi({ lengthBars: 3 }), slow: sma({ lengthBars: 100 }) }),
  signal: ({ strength, close, slow }) =>
    strength.now < 20 && close.now > slow.now ? buy({ reason: "dip" }) : strength.now > 70 ? exit({ reason: "rebound" }) : hold(),
  risk: [stopLoss({ pct: 1.5 }), takeProfit({ pct: 1.5 })],
});

// %% [md] id="about-costs"
// First, what trading costs. A strategy that trades often is a bet on its costs: compare free trading with a broker's
// real schedule, and with a spread on top.

// %% [ts] id="costs"
const costs = {
  "free, no spread": { fees: noFees(), slippage: noSlippage() },
  "IBKR fixed": { fees: ibkrFixed(), slippage: noSlippage() },
  "IBKR fixed, 2.5 bp": { fees: ibkrFixed(), slippage: fixedBps({ bps: 2.5 }) },
  "0.1%, 5 bp": { fees: percent({ pct: 0.1 }), slippage: fixedBps({ bps: 5 }) },
  "square-root impact": { fees: ibkrFixed(), slippage: squareRoot({ halfSpreadBps: 2.5 }) },
};
table(Object.entries(costs).map(([name, choice]) => {
  const run = backtest(idea, { bars: prices, ...choice });
  const { fees, slippage } = byStage(run);
  return { costs: name, "return, %": 100 * run.statistics.totalReturn, Sharpe: run.statistics.sharpe, fees, slippage, trades: run.trades.length };
}))

// %% [md] id="about-paths"
// Second, what a bar cannot tell. Stop at −1.5 %, target at +1.5 %, and one bar touches both: which came first? Nobody knows.
// A *path profile* is an assumption with a name. The default assumes the worst. `bounds` runs the worst and the best
// order, and draws the band between them.

// %% [ts] id="profiles"
const profiles = ["pessimistic", "nearest-extreme", "colour", "ohlc", "optimistic"] as const;
table(profiles.map((path) => {
  const run = backtest(idea, { bars: prices, execution: { path } });
  return { path, "return, %": 100 * run.statistics.totalReturn, "ambiguous bars": run.execution.ambiguousBars };
}))

// %% [ts] id="bounds"
export const bounded = backtest(idea, { bars: prices, execution: { path: "bounds" } });
bounded

// %% [md] id="about-reading"
// The tab *Audit* of this report says how many bars left the order open, and the chart what the account would have been at
// worst and at best. Here a single bar of five years decides three percent of the account. If a strategy is good only at
// best, it is not good. Next: **attribution**.
