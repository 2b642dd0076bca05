// --- notebook
// title: "Optimize, and believe it"
// nb: 1
// ---

// %% [md] id="hello"
// # Optimize, and believe it
//
// Finding good parameters is easy: try enough of them. The work is to find out whether what was found is more than the
// luck of so many tries. A study does both, and shows both on one card.

// %% [ts] id="prices"
export const prices = await bars("SP500", { from: "2009-01-01" });

// %% [ts] id="strategy"
export const pullback = defineStrategy({
  name: "pullback", version: "1.0.0",
  params: {
    trend: int(150, { min: 50, max: 250 }), length: int(3, { min: 2, max: 14 }),
    low: num(20, { min: 5, max: 45 }), high: num(70, { min: 50, max: 90 }),
  },
  indicators: ({ trend, length }) => ({ slow: sma({ lengthBars: trend }), strength: rsi({ lengthBars: length }) }),
  signal: ({ close, slow, strength, params }) =>
    close.now > slow.now && strength.now < params.low ? buy({ reason: "dip" }) : strength.now > params.high ? exit({ reason: "rebound" }) : hold(),
});

// %% [md] id="about-search"
// The ranges of the parameters are the space. The search is TPE: it learns from the trials so far where the next one should
// be. The last quarter of the bars is held out; no trial sees it. Costs are on, as always. What is searched for is the name of
// a statistic, or a function of a run, as in `objective: ({ statistics }) => statistics.calmar ?? NaN`.

// %% [ts] id="study"
export const study = await optimize(pullback, { bars: prices, method: "tpe", trials: 50, leastTrades: 30, objective: "sharpe" });
study

// %% [md] id="about-progress"
// What the search was like: each trial, and the best so far. A curve that still climbs at its end wants more trials, and
// every one of them makes luck a better explanation.

// %% [ts] id="progress"
let top = -Infinity;
const scores = study.trials.map(({ score }) => score);
const best = scores.map((score) => (top = Math.max(top, score ?? -Infinity)));
plot.line([{ name: "trial", y: scores }, { name: "best so far", y: best }], { title: "In-sample Sharpe ratio by trial", xTitle: "trial" })

// %% [md] id="about-panel"
// Four numbers before any other. **Out of sample**: what is left on the bars that nobody saw. **Deflated Sharpe**: the
// probability that the best is more than the best of so many tries without skill. **PBO**: how often the best of one half
// of the time is worse than the middle in the other half. **Plateau**: whether its neighbours are good, too.
//
// They need not agree, and here they do not; one has no answer, since no trial stands close to the best. Each sees a kind of luck that the others are blind to, so believe the worst.

// %% [ts] id="panel"
const { panel } = study;
table([
  { question: "What did the search see?", answer: panel.inSampleSharpe, believable: "the more, the more suspicious" },
  { question: "What is left out of sample?", answer: panel.outOfSampleSharpe, believable: "more than half of it" },
  { question: "More than the luck of so many tries?", answer: panel.deflatedSharpe, believable: "above 0.95" },
  { question: "How often is the best a bad choice?", answer: panel.pbo, believable: "below 0.25" },
  { question: "Are its neighbours as good?", answer: panel.plateau?.score ?? null, believable: "0.7 and more" },
])

// %% [ts] id="raw-and-robust"
const robust = panel.plateau?.robust;
table([{ set: "raw optimum", ...study.best?.values, Sharpe: study.best?.score }, { set: "robust optimum", ...robust?.values, Sharpe: robust?.score }])

// %% [md] id="about-walk"
// One split is one opinion, and a last quarter with a crash in it is a harsh one. A walk forward asks again and again: choose in three years, trade the next one with that
// choice, move on. What it trades is always out of sample, and stitched together it is an account that somebody could have
// had.

// %% [ts] id="walk"
export const walk = await optimize(pullback, { bars: prices, trials: 12, leastTrades: 15, walkForward: { train: 756, test: 252 } });
table(walk.windows.map(({ best, outOfSampleScore }, window) => ({ window, ...best?.values, "in sample": best?.score, "out of sample": outOfSampleScore })))

// %% [ts] id="stitched"
plot.line({ name: "out of sample", y: walk.walk?.equity ?? [] }, { title: "The account of all tests, one after another", xTitle: "bars", yTitle: "capital = 1" })

// %% [ts] id="walk-judged"
const { efficiency, drift, sharpe, sharpeInterval, profitableShare } = walk.walk ?? {};
table([
  { what: "efficiency", value: efficiency, meaning: "growth out of sample over growth in sample; half is the folk rule" },
  { what: "Sharpe out of sample", value: sharpe, meaning: `95 % of the time between ${sharpeInterval?.map((end) => end.toFixed(2)).join(" and ")}` },
  { what: "windows that made money", value: profitableShare, meaning: "share of all" },
  { what: "parameter drift", value: drift, meaning: "how far the choice jumps from window to window, as a share of its range" },
])

// %% [md] id="about-verdict"
// And the verdict, computed by rule and not by mood. A letter is taken off for each doubt, and all of them at once
// where luck explains the result: a PBO above one half, or nothing left out of sample. Read the doubts.

// %% [ts] id="verdict"
table([study, walk].map(({ panel: { trust } }, row) => ({ study: row === 0 ? "hold-out" : "walk forward", grade: trust.grade, doubts: trust.reasons.join("; ") || "none" })))

// %% [ts] id="result"
export const result = backtest(pullback, { bars: prices, params: robust?.values ?? {} });
result

// %% [md] id="next"
// This is how most ideas end, and it is cheaper to learn it here. Next: **a leak in the objective**.
