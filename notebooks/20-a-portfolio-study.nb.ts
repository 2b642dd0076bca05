// --- notebook
// title: "A portfolio study"
// nb: 1
// ---

// %% [md] id="hello"
// # A portfolio study
//
// Parameters that are chosen on one symbol know that symbol. Chosen on many at once they have to be right about something
// that the many have in common. And held on *one account*, the symbols pay for each other's bad months.

// %% [ts] id="symbols"
export const symbols = syntheticUniverse({ symbols: 8, bars: 1000, seed: 4 }).map(({ bars }) => bars);

// %% [ts] id="correlation"
plot.correlation(symbols, { title: "Daily returns: not eight bets, but fewer" })

// %% [ts] id="trend"
export const trend = defineStrategy({
  name: "trend", version: "1.0.0",
  params: { fast: int(20, { min: 5, max: 60 }), slow: int(100, { min: 40, max: 200 }) },
  indicators: ({ fast, slow }) => ({ fast: ema({ lengthBars: fast }), slow: ema({ lengthBars: slow }) }),
  signal: crossover("fast", "slow"),
});

// %% [md] id="about-each"
// First the tempting way: the best set of every symbol by itself. Then the same search over all symbols at once, each on an
// account of its own, a set scored by their mean.

// %% [ts] id="alone"
const space = { space: { fast: range(5, 60, 5), slow: range(40, 200, 20) }, constraints: ["fast < slow"], method: "random", trials: 16, leastTrades: 3 };
export const alone = await Promise.all(symbols.map(async (bars) => ({ symbol: bars.symbol, study: await optimize(trend, { bars, ...space }) })));
table(alone.map(({ symbol, study: { best, outOfSampleScore } }) => ({ symbol, ...best?.values, "in sample": best?.score, "out of sample": outOfSampleScore })))

// %% [ts] id="together"
export const together = await optimize(trend, { bars: symbols, ...space, accounts: "each" });
const mean = (values) => values.reduce((sum, value) => sum + (value ?? 0), 0) / values.length;
table([
  { chosen: "for each symbol alone", "in sample": mean(alone.map(({ study }) => study.best?.score)), "out of sample": mean(alone.map(({ study }) => study.outOfSampleScore)) },
  { chosen: "for all of them", "in sample": together.best?.score, "out of sample": together.outOfSampleScore },
])

// %% [md] id="about-tempting"
// Alone always looks better in sample: it had eight times as many choices. Out of sample is the column to compare, and
// there most of the lead is gone. A symbol that was not traded out of sample counts as 0.

// %% [md] id="about-account"
// Now one account for all. An eighth of it for each symbol, so that all may be held at once; the search sees only the
// account, not the symbols. It does well out of sample and gets a poor grade all the same: read why. Four years are few,
// and one good year proves little.

// %% [ts] id="account"
export const account = await optimize(trend, { bars: symbols, ...space, accounts: "shared", sizing: fixedFraction({ fraction: 1 / symbols.length }) });
account

// %% [md] id="about-rotation"
// A universe strategy can only live on one account, since it chooses *between* symbols. Here is the rotation of *A universe
// of symbols*, with a walk forward: how far to look back and how many to hold is chosen anew every half year.

// %% [ts] id="rotation"
export const rotation = defineUniverseStrategy({
  name: "rotation", version: "1.0.0",
  params: { lookback: int(120, { min: 20, max: 200 }), count: int(3, { min: 1, max: 6 }) },
  decide: ({ members, params }) => {
    const due = members.filter(({ bar }) => bar >= params.lookback && bar % 21 === 0);
    const ranked = rankBy(due, ({ close }) => close.now / close.ago(params.lookback));
    return Object.fromEntries(ranked.map(({ symbol }, rank) =>
      [symbol, rank < params.count ? buy({ reason: `rank ${rank + 1}` }) : exit({ reason: `rank ${rank + 1}` })]));
  },
  sizing: ({ count }) => fixedFraction({ fraction: 1 / count }),
});

// %% [ts] id="walk"
export const walk = await optimize(rotation, { bars: symbols, method: "tpe", trials: 10, leastTrades: 3, walkForward: { train: 375, test: 125 } });
table(walk.windows.map(({ best, outOfSampleScore }, window) => ({ window, ...best?.values, "in sample": best?.score, "out of sample": outOfSampleScore })))

// %% [md] id="about-compare"
// What was chosen, on one account, over all bars; beside it a single symbol with its own best set. Look at the drawdown
// first: that is what a portfolio is for. All of these runs contain the bars on which their parameters were chosen, and their
// badges say *in-sample*.

// %% [ts] id="compared"
const eighth = fixedFraction({ fraction: 1 / symbols.length });
export const result = backtest(trend, { bars: symbols, params: account.best?.values ?? {}, sizing: eighth });
const runs = {
  "one symbol": backtest(trend, { bars: symbols[0], params: alone[0].study.best?.values ?? {} }),
  "trend on all": result,
  "rotation": backtest(rotation, { bars: symbols, params: walk.best?.values ?? {} }),
};
table(Object.entries(runs).map(([what, { statistics, trades }]) => ({
  what, "return, %": 100 * statistics.totalReturn, "volatility, %": 100 * statistics.annualVolatility, "worst drawdown, %": 100 * statistics.maxDrawdown, Sharpe: statistics.sharpe, trades: trades.length,
})))

// %% [ts] id="who-paid"
table(bySymbol(result.trades).map(({ key, trades, wins, pnl, fees }) => ({ symbol: key, trades, wins, pnl, fees })))

// %% [md] id="next"
// Here the book ends. Every chapter is a notebook of your own: change a line, and see what still holds.
