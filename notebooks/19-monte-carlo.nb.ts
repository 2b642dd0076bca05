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
export const trades = tradeReturns(result);
export const byTrade = grownBy(trades);
plot.distribution(trades, { title: `${trades.length} trades`, xTitle: "return on the account" })

// %% [md] id="about-order"
// **How deep could the drawdown have been?** The same trades in another order. All paths end at the same place; the way there
// differs. The drawdown of a backtest is one draw of many, and nobody promised that it was a bad one.

// %% [ts] id="order"
export const order = shuffleTrades(trades, { draws: 500 });
plot.fan(order, { actual: byTrade, xTitle: "trades" })

// %% [ts] id="order-drawdowns"
plot.distribution(order.drawdowns, { title: `Deepest drawdown; it was ${(100 * result.statistics.maxDrawdown).toFixed(1)} % at closes`, xTitle: "by trades", normal: false, actual: pathOf(trades).drawdown })

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
export const returns = closeReturns(result);
export const blocks = bootstrapReturns(returns, { draws: 300 });
plot.fan(blocks, { actual: grownBy(returns), xTitle: `days, in blocks of ${blocks.block.toFixed(1)}` })

// %% [md] id="about-execution"
// **How much hangs on being there, and on being there first?** One trade in ten is missed; every decision is acted on one
// bar late; costs are twice what they were. A strategy that dies of one of these lived on its execution.

// %% [ts] id="execution"
export const missed = dropTrades(trades, 0.1, { draws: 500 });
const { medianReturn, medianDrawdown } = fanFacts(missed);
table([...harderRuns(pullback, { bars: prices }), { name: "one in ten missed, median", totalReturn: medianReturn, maxDrawdown: medianDrawdown }].map(
  ({ name, totalReturn, maxDrawdown }) => ({ run: name, "return, %": 100 * totalReturn, "worst drawdown, %": 100 * maxDrawdown }),
))

// %% [md] id="about-noise"
// **How much hangs on the exact prices?** The same market, every price off by a tenth of a bar's usual range. A rule that
// triggers on the last cent falls apart here.

// %% [ts] id="noise"
export const noise = noisyRuns(pullback, { bars: prices }, { draws: 20 });
plot.fan(noise, { actual: grownBy(returns), xTitle: "days" })

// %% [md] id="about-permuted"
// **What would the same rule have earned on a market without what it looks for?** The same moves in another order: what is
// earned there is the market's drift. Where the real run is not above it, the rule did nothing.

// %% [ts] id="permuted"
export const permuted = permutedRuns(pullback, { bars: prices }, { draws: 20 });
plot.fan(permuted, { actual: grownBy(returns), xTitle: "days" })

// %% [md] id="about-start"
// **How much hangs on the day it was begun?** The same record, begun up to two years later.

// %% [ts] id="start"
export const start = jitterStart(returns, 504, { draws: 300 });
plot.fan(start, { xTitle: "days" })

// %% [md] id="about-all"
// All of it in one table: the middle, and the worst of twenty, which is the one to plan with.

// %% [ts] id="all"
table([order, bootstrap, blocks, missed, noise, permuted, start].map((fan) => {
  const { medianReturn, lowReturn, medianDrawdown, deepDrawdown, lossShare, ruinShare } = fanFacts(fan);
  return {
    question: fan.question, "median return, %": 100 * medianReturn, "5 % worst, %": 100 * lowReturn, "median drawdown, %": 100 * medianDrawdown,
    "5 % deepest, %": 100 * deepDrawdown, "loses, %": 100 * lossShare, "ruined, %": 100 * ruinShare,
  };
}))

// %% [md] id="about-not"
// What none of these can tell: whether the strategy was found by luck. They take its trades for granted and shake them. For
// that question, see *A leak in the objective, caught*. The page of a study asks all of these of its best set. Next: **a portfolio study**.
