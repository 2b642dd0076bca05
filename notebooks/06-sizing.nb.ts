// --- notebook
// title: "Sizing: how much"
// nb: 1
// ---

// %% [md] id="hello"
// # Sizing: how much
//
// Data → Indicators → Signals → **Sizing** → Risk → Execution → Attribution.
//
// The same signals with another size are another strategy: it may make more and be unbearable to own. A sizer turns a
// signal into a wanted holding, in units, from what the account and the closed bars say.

// %% [ts] id="catalogue"
table(sizers.blocks.map(({ kind, title, description }) => ({ kind, title, description })))

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [ts] id="idea"
export const idea = defineStrategy({
  name: "idea", version: "1.0.0",
  indicators: () => ({ fast: ema({ lengthBars: 20 }), slow: ema({ lengthBars: 100 }) }),
  signal: crossover("fast", "slow"),
});

// %% [md] id="about-four"
// One idea, five sizes. *Volatility target* holds less when the market swings more; *ATR risk* loses about the same share
// of the account when the trade goes wrong by two average ranges; *Kelly* bets by the edge of the trades so far. It begins
// with a small fixed stake, and after ten trades it asks whether there was an edge. There was none, so its line is flat
// from then on: a fraction of zero is no trade.

// %% [ts] id="sizes"
const sizes = {
  "everything": fixedFraction({ fraction: 1 }),
  "a half": fixedFraction({ fraction: 0.5 }),
  "10% volatility a year": volatilityTarget({ targetPct: 10 }),
  "1% at risk per trade": atrRisk({ riskPct: 1, multiple: 2 }),
  "half Kelly": kelly({ fraction: 0.5, fallbackFraction: 0.1 }),
};
export const runs = Object.entries(sizes).map(([name, sizing]) => ({ name, run: backtest(idea, { bars: prices, sizing }) }));

// %% [ts] id="compared"
table(runs.map(({ name, run }) => ({
  size: name, "return, %": 100 * run.statistics.totalReturn, "volatility, %": 100 * run.statistics.annualVolatility,
  "worst drawdown, %": 100 * run.statistics.maxDrawdown, Sharpe: run.statistics.sharpe, trades: run.trades.length,
})))

// %% [ts] id="curves"
plot.line(runs.map(({ name, run }) => ({ name, x: run.time, y: run.equity })), { title: "One idea, five sizes", yTitle: "account" })

// %% [md] id="about-attribution"
// How much of the profit did *sizing* make, against holding the average stake every time? The engine splits every run by
// stage, and the parts sum to the whole.

// %% [ts] id="stages"
table(runs.map(({ name, run }) => ({ size: name, ...byStage(run) })))

// %% [md] id="about-own"
// Your own sizer is a function from a request to a number of units. This one halves the stake after a month
// in which the price has fallen.

// %% [ts] id="own"
export const careful = defineSizer({
  kind: "careful", title: "Careful", description: "Half a stake below the price of a month ago.",
  params: z.strictObject({ fraction: z.number().min(0).max(1).default(1) }),
  size: ({ portfolio, price, history }, { fraction }) => {
    const [before] = history.closes(22);
    return (portfolio.equity * fraction * (price < before ? 0.5 : 0.99)) / price;
  },
});

// %% [ts] id="own-result"
backtest(idea, { bars: prices, sizing: careful() })

// %% [md] id="next"
// None of these made a good strategy of a poor one: a size changes how much there is of an edge, not whether there is one. Next:
// **risk**.
