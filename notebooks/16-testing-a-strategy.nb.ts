// --- notebook
// title: "Testing a strategy"
// nb: 1
// ---

// %% [md] id="hello"
// # Testing a strategy
//
// Code that moves money should have tests. These run in a cell while you write, and the same lines run in vitest when the
// strategy has become a file.

// %% [ts] id="strategy"
export const strategy = strategies.find("donchian-breakout").strategy;

// %% [md] id="about-markets"
// Eight generated markets, one for each way to be surprised. They are drawn from a seed: the same seed, the same market,
// on every machine.

// %% [ts] id="markets"
export const markets = testMarkets(500, 1);

// %% [ts] id="pictures"
plot.line(markets.map(({ name, bars }) => {
  const { close } = [bars].flat()[0];
  return { name, y: close.map((price) => (100 * price) / close[0]) };
}), { title: "Eight markets, each from 100" })

// %% [ts] id="each"
table(markets.map(({ name, bars }) => {
  const { statistics, trades } = backtest(strategy, { bars });
  return { market: name, "return, %": 100 * statistics.totalReturn, "worst drawdown, %": 100 * statistics.maxDrawdown, trades: trades.length };
}))

// %% [md] id="about-checks"
// The tester asks four questions of every market: does the strategy peek, does it say the same thing twice, does it live
// through the edges (one bar, no bars to trade, a flat line), and does it order more than the market trades?

// %% [ts] id="report"
export const report = strategyTester(strategy, { bars: 250 }).all();
table(report.results.map(({ check, market, passed, detail }) => ({ check, market, passed: passed ? "yes" : "no", detail })))

// %% [md] id="about-own"
// Your own expectations are ordinary code. Make one fail to see how it reads.

// %% [ts] id="expectations"
const up = backtest(strategy, { bars: markets.find(({ name }) => name === "trending up").bars });
const flat = backtest(strategy, { bars: markets.find(({ name }) => name === "flat").bars });
const expectations = {
  "makes money in a rising market": up.statistics.totalReturn > 0,
  "does not trade in a flat one": flat.trades.length === 0,
  "never risks more than the account": up.exposure.every((share) => share <= 1.0001),
};
table(Object.entries(expectations).map(([expectation, met]) => ({ expectation, met: met ? "yes" : "no" })))

// %% [md] id="next"
// What tests cannot say is whether a strategy will make money: these markets were drawn, and yours will not be. Next: **optimize,
// and believe it**.
