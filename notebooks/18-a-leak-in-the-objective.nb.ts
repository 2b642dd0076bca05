// --- notebook
// title: "A leak in the objective, caught"
// nb: 1
// ---

// %% [md] id="hello"
// # A leak in the objective, caught
//
// No line of the strategy has to look ahead for a result to be false. It is enough that the *choice* saw what it is judged
// on. So here is a market in which there is nothing to find: every day's move
// is drawn by itself, up as likely as down. And here is a search that finds something.

// %% [ts] id="nothing"
const { openTime, closeTime } = syntheticMarket({ kind: "flat", bars: 1500 });
export const marketOf = (seed, rows = 1500) => {
  const random = createRandom(seed);
  let price = 100;
  const close = Float64Array.from({ length: rows }, (_, bar) => (bar === 0 ? price : (price *= 1 + 0.01 * random.normal())));
  const open = close.map((_, bar) => close[Math.max(0, bar - 1)]);
  const [high, low] = [close.map((p, bar) => Math.max(p, open[bar])), close.map((p, bar) => Math.min(p, open[bar]))];
  const columns = { openTime: openTime.slice(0, rows), closeTime: closeTime.slice(0, rows), open, high, low, close, volume: close.map(() => 1e7) };
  return createBars({ symbol: "NOTHING", timeframe: "1d", synthetic: true, columns });
};
export const nothing = marketOf(2);

// %% [ts] id="strategy"
export const channel = defineStrategy({
  name: "channel", version: "1.0.0",
  params: { entry: int(20, { min: 2, max: 60 }), leave: int(10, { min: 2, max: 60 }), trend: int(50, { min: 2, max: 200 }) },
  indicators: ({ entry, leave, trend }) => ({
    top: highest({ lengthBars: entry }), bottom: lowest({ lengthBars: leave }), slow: sma({ lengthBars: trend }),
  }),
  signal: ({ close, top, bottom, slow }) =>
    close.now > slow.now && close.now >= 0.98 * top.now ? buy() : close.now <= 1.02 * bottom.now ? exit() : hold(),
});

// %% [md] id="about-search"
// Sixty tries, costs off, so that nothing but luck is left. The last third is held out.

// %% [ts] id="study"
const free = { fees: noFees(), slippage: noSlippage() };
export const study = await optimize(channel, { bars: nothing, ...free, trials: 60, holdOut: 1 / 3, seed: 3 });
table([
  { what: "Sharpe of the best, in sample", value: study.panel.inSampleSharpe },
  { what: "probability that it is above 0, by itself", value: study.panel.probabilisticSharpe },
  { what: "the same, knowing how many were tried", value: study.panel.deflatedSharpe },
  { what: "probability of backtest overfitting", value: study.panel.pbo },
  { what: "Sharpe of the best, out of sample", value: study.panel.outOfSampleSharpe },
])

// %% [md] id="about-say-no"
// The second row is what most reports print. The third row is the same number after the luck of sixty tries was taken
// out, and it says no. So do the rows below it; the last one is the plainest test there is.
//
// No single one of them is enough. Change the seed of the market to 6: a market as empty as this one, on which luck is so
// great that the deflated Sharpe ratio and PBO let it pass. Only the bars that nobody saw do not.

// %% [ts] id="trust"
table([{ grade: study.panel.trust.grade, doubts: study.panel.trust.reasons.join("; ") }])

// %% [md] id="about-leak"
// Now the leak. Somebody looks at the hold-out, does not like it, and picks the set that is good *there, too*. It is done
// with a filter and the best of intentions, and every step of it looks like diligence.

// %% [ts] id="peeked"
const sealedFrom = study.heldOutFrom ?? 0;
const held = { bars: nothing, ...free, from: sealedFrom };
const byScore = study.trials.filter(({ score }) => score !== null).sort((a, b) => b.score - a.score).slice(0, 40);
export const peeked = byScore
  .map(({ values, score }) => ({ values, inSample: score, holdOut: backtest(channel, { ...held, params: values }).statistics.sharpe ?? -9 }))
  .sort((a, b) => b.inSample + b.holdOut - a.inSample - a.holdOut);
table(peeked.slice(0, 5).map(({ values, ...scores }) => ({ ...values, ...scores })))

// %% [md] id="about-caught"
// "Above zero in sample, above zero out of sample." Both numbers are in sample now: the hold-out was looked at forty times, and only the
// first look was one. Two things catch it. The first is a market that nobody looked at: here it can be drawn, in life it is
// next year.

// %% [ts] id="next-year"
const [chosen] = peeked;
const later = [101, 102, 103, 104, 105, 106, 107, 108].map((seed) => marketOf(seed, 500));
const after = later.map((bars) => backtest(channel, { bars, ...free, params: chosen.values }).statistics.sharpe ?? 0);
plot.bar(["in sample", "hold-out, peeked", ...after.map((_, row) => `unseen ${row + 1}`)], [chosen.inSample, chosen.holdOut, ...after], { title: "The same set, judged again", yTitle: "Sharpe" })

// %% [md] id="about-ledger"
// The second is honest book-keeping. Search *with* the hold-out, as was really done, and count every evaluation: those of the
// first study are `priorTrials` of this one. In the app the ledger counts them by itself.

// %% [ts] id="owned-up"
export const ownedUp = await optimize(channel, { bars: nothing, ...free, trials: 20, holdOut: 0, seed: 3, priorTrials: study.panel.trials + byScore.length });
table([
  { what: "trials on the ledger", value: ownedUp.panel.trials },
  { what: "deflated Sharpe", value: ownedUp.panel.deflatedSharpe },
  { what: "PBO", value: ownedUp.panel.pbo },
  { what: "years of data", value: ownedUp.panel.years },
  { what: "years that so many trials need", value: ownedUp.panel.minimumBacktestYears },
])

// %% [md] id="about-permutation"
// One more test needs no formula. Shuffle the market's moves and let the *whole search* run on it, again and again: how
// often does it find as much where there is certainly nothing? Nineteen times are the least that can reach 5 %; on a real
// question use two hundred, on the server.

// %% [ts] id="permuted"
const grid = [5, 20].flatMap((entry) => [5, 20].flatMap((leave) => [20, 100].map((trend) => ({ entry, leave, trend }))));
const bestOn = (bars) => Math.max(...grid.map((params) => backtest(channel, { bars, ...free, params }).statistics.sharpe ?? -9));
const real = bestOn(nothing);
const lucky = [];
for (let seed = 1; seed <= 19; seed++) lucky.push(bestOn(permuteBars(nothing, seed)));
display(`p-value of the search: ${permutationPValue(real, lucky).toFixed(2)}`);
plot.distribution(lucky, { title: `Best of a grid on 19 shuffled markets; on the real one ${real.toFixed(2)}`, xTitle: "Sharpe", normal: false })

// %% [md] id="about-end"
// The rule that all of this comes to: **a number may be used to choose, or to judge, never both.**
