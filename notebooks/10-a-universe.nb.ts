// --- notebook
// title: "A universe of symbols"
// nb: 1
// ---

// %% [md] id="hello"
// # A universe of symbols
//
// Some ideas need to see more than one symbol at a time: *hold the strongest five*, *sell the dear one and buy the
// cheap one*. A universe strategy is asked once for all symbols that close together, and sees of each what had closed.
//
// The symbols here are generated, and say so wherever they are shown.

// %% [ts] id="universe"
export const universe = syntheticUniverse({ symbols: 20, bars: 756, seed: 7 }).map(({ bars }) => bars);

// %% [ts] id="lookback"
export const lookback = slider("lookback", { min: 20, max: 250, step: 1, value: 120, label: "Look back, bars" });

// %% [ts] id="rotation"
export const rotation = defineUniverseStrategy({
  name: "rotation", version: "1.0.0",
  params: { lookback: int(120, { min: 20, max: 250 }), count: int(5, { min: 1, max: 20 }) },
  decide: ({ members, params }) => {
    const due = members.filter(({ bar }) => bar >= params.lookback && bar % 21 === 0);
    const ranked = rankBy(due, ({ close }) => close.now / close.ago(params.lookback));
    return Object.fromEntries(ranked.map(({ symbol }, rank) =>
      [symbol, rank < params.count ? buy({ reason: `rank ${rank + 1}` }) : exit({ reason: `rank ${rank + 1}` })]));
  },
  sizing: ({ count }) => fixedFraction({ fraction: 1 / count }),
});

// %% [ts] id="result"
export const result = backtest(rotation, { bars: universe, params: { lookback } });
result

// %% [md] id="about-drift"
// What was bought in equal parts does not stay so: winners grow. A second `buy` of what is held asks for nothing, unless it
// says `rebalance`: then it is sized anew and the difference traded, at the first close of each month here. A band leaves
// alone what has drifted by less than that share of its size, which saves most of the orders.

// %% [ts] id="drift"
export const equalParts = defineUniverseStrategy({
  name: "equal_parts", version: "1.0.0",
  params: { bandPct: num(0, { min: 0, max: 1000 }) },
  decide: ({ isNew, members, params: { bandPct } }) =>
    isNew("month") ? Object.fromEntries(members.map(({ symbol }) => [symbol, buy({ rebalance: { bandPct } })])) : {},
  sizing: equalWeight(),
});
table(Object.entries({ "each month": 0, "each month, beyond a fifth": 20, "never": 1000 }).map(([rebalanced, bandPct]) => {
  const { statistics, ledgers } = backtest(equalParts, { bars: universe, params: { bandPct } });
  return {
    rebalanced,
    "return, %": 100 * (statistics.totalReturn ?? 0),
    "volatility, %": 100 * (statistics.annualVolatility ?? 0),
    "turnover a year": statistics.turnover,
    "fees": -(ledgers.fees.at(-1) ?? 0),
  };
}))

// %% [md] id="about-failure"
// All twenty share one account: where the cash does not reach, an order is made smaller, and the report says which.
//
// A universe that was generated has no companies that failed; one of real symbols should have them (see the quality
// tab). So let one that is held be delisted after 400 bars. `delistings` says what became of it: holders are paid out at
// 70 % of the last close unless it says otherwise, which is what they got on average of companies that failed on the NYSE
// and AMEX (Shumway, 1997). Where nothing is said, the shares stand at their last close for ever, and the run warns of it.

// %% [ts] id="failure"
const failing = "SYN015";
const left = universe.map((bars) => (bars.symbol === failing ? sliceBars(bars, 0, 400) : bars));
const time = Math.min(...left.map(({ closeTime }) => closeTime[closeTime.length - 1])) + 1;
const told = {
  "nothing": [],
  "a delisting": [{ symbol: failing, time }],
  "worth nothing": [{ symbol: failing, time, returnPct: -100 }],
};
table(Object.entries(told).map(([what, delistings]) => {
  const { statistics, trades } = backtest(rotation, { bars: left, params: { lookback }, delistings });
  const last = trades.findLast(({ symbol }) => symbol === failing);
  return { what, "return, %": 100 * (statistics.totalReturn ?? 0), "how it was left": last?.exitReason || "still held" };
}))

// %% [md] id="about-pairs"
// Pairs are the smallest universe. The engine has one built in; every built-in strategy is in the catalogue.

// %% [ts] id="pairs"
backtest(strategies.find("pairs").strategy, { bars: universe.slice(0, 2), params: { lookback: 60, enter: 2 } })

// %% [ts] id="catalogue"
table(strategies.blocks.map(({ kind, title, description }) => ({ kind, title, description })))

// %% [md] id="next"
// A search over many symbols at once is in *A portfolio study*. Next: **several timeframes**.
