// --- notebook
// title: "Monte Carlo: what could have been"
// nb: 1
// ---

// %% [md] id="hello"
// # Monte Carlo: what could have been
//
// A backtest is one path, and the past could have gone another way. There are many ways to draw other pasts, and they
// answer different questions. A number without its question is decoration.

// %% [ts] id="prices"
export const prices = await bars("SP500", { from: "2005-01-01" });

// %% [ts] id="strategy"
export const pullback = defineStrategy({
  name: "pullback", version: "1.0.0",
  indicators: () => ({ slow: sma({ lengthBars: 150 }), strength: rsi({ lengthBars: 3 }) }),
  signal: ({ close, slow, strength }) =>
    close.now > slow.now && strength.now < 20 ? buy({ reason: "dip" }) : strength.now > 70 ? exit({ reason: "rebound" }) : hold(),
});

// %% [ts] id="result"
export const result = backtest(pullback, { bars: prices });
result

// %% [md] id="about-trades"
// First the trades, each as a return on the whole account, and the account that they make.

// %% [ts] id="trades"
export const trades = Float64Array.from(result.trades.filter(({ exitBar }) => exitBar !== null), ({ pnl, entryBar }) => pnl / (result.equity[entryBar - 1] ?? NaN));
let level = 1;
export const byTrade = [1, ...[...trades].map((trade) => (level *= 1 + trade))];
plot.distribution(trades, { title: `${trades.length} trades`, xTitle: "return on the account" })

// %% [md] id="about-order"
// **How deep could the drawdown have been?** The same trades in another order. All paths end at the same place; the way there
// differs. The drawdown of a backtest is one draw of many, and nobody promised that it was a bad one.

// %% [ts] id="order"
export const order = shuffleTrades(trades, { draws: 500 });
plot.fan(order, { actual: byTrade, xTitle: "trades" })

// %% [ts] id="order-drawdowns"
plot.distribution(order.drawdowns, { title: `Deepest drawdown; it was ${(100 * result.statistics.maxDrawdown).toFixed(1)} % at closes`, xTitle: "by trades", normal: false })

// %% [md] id="about-bootstrap"
// **How likely are loss and ruin?** Trades drawn with replacement: some come twice, some never. It believes that trades are
// independent, and that the next ones are like those there were. Both are kinder than life.

// %% [ts] id="bootstrap"
export const bootstrap = bootstrapTrades(trades, { draws: 500, ruin: 0.3 });
plot.fan(bootstrap, { actual: byTrade, xTitle: "trades" })

// %% [md] id="about-blocks"
// **How far off could growth and drawdown be?** Here days are drawn instead of trades, and in blocks, so that bad days stay
// together as they do in markets. The length of the blocks is fitted to the returns.

// %% [ts] id="blocks"
const returns = result.equity.map((value, row) => (row === 0 ? 0 : value / result.equity[row - 1] - 1)).subarray(1);
export const blocks = bootstrapReturns(returns, { draws: 300 });
plot.fan(blocks, { actual: result.equity.map((value) => value / result.equity[0]), xTitle: `days, in blocks of ${blocks.block.toFixed(1)}` })

// %% [md] id="about-execution"
// **How much hangs on being there, and on being there first?** One trade in ten is missed; every decision is acted on one
// bar late; costs are twice what they were. A strategy that dies of one of these lived on its execution.

// %% [ts] id="execution"
export const missed = dropTrades(trades, 0.1, { draws: 500 });
const dear = { fees: dearerFees(ibkrFixed()), slippage: dearerSlippage(fixedBps()) };
const runs = {
  "as it was": result,
  "one bar late": backtest(delayed(pullback), { bars: prices }),
  "costs twice": backtest(pullback, { bars: prices, ...dear }),
};
table([
  ...Object.entries(runs).map(([run, { statistics }]) => ({ run, "return, %": 100 * statistics.totalReturn, Sharpe: statistics.sharpe, "worst drawdown, %": 100 * statistics.maxDrawdown })),
  { run: "one in ten missed, median", "return, %": 100 * missed.totals[250], Sharpe: null, "worst drawdown, %": 100 * missed.drawdowns[250] },
])

// %% [md] id="about-noise"
// **How much hangs on the exact prices?** The same market, every price off by a tenth of a bar's usual range. A rule that
// triggers on the last cent falls apart here.

// %% [ts] id="noise"
export const noise = Array.from({ length: 20 }, (_, at) => backtest(pullback, { bars: noisyBars(prices, 0.1, at + 1) }).statistics.sharpe);
plot.distribution(noise, { title: `Sharpe on 20 noisy markets; it was ${result.statistics.sharpe?.toFixed(2)}`, xTitle: "Sharpe", normal: false })

// %% [md] id="about-start"
// **How much hangs on the day it was begun?** The same record, begun up to two years later.

// %% [ts] id="start"
export const start = jitterStart(returns, 504, { draws: 300 });
plot.fan(start, { xTitle: "days" })

// %% [md] id="about-all"
// All of it in one table: the middle, and the worst of twenty, which is the one to plan with.

// %% [ts] id="all"
const at = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))];
table([order, bootstrap, blocks, missed, start].map(({ question, totals, drawdowns, lossShare, ruinShare }) => ({
  question, "median return, %": 100 * at(totals, 0.5), "5 % worst, %": 100 * at(totals, 0.05), "median drawdown, %": 100 * at(drawdowns, 0.5),
  "5 % deepest, %": 100 * at(drawdowns, 0.05), "loses, %": 100 * lossShare, "ruined, %": 100 * ruinShare,
})))

// %% [md] id="about-not"
// What none of these can tell: whether the strategy was found by luck. They take its trades for granted and shake them. For
// that question, see *A leak in the objective, caught*. Next: **a portfolio study**.
