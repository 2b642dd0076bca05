// --- notebook
// title: "Attribution: where the money came from"
// nb: 1
// ---

// %% [md] id="hello"
// # Attribution: where the money came from
//
// Data → Indicators → Signals → Sizing → Risk → Execution → **Attribution**.
//
// A single number at the end of an equity curve explains nothing. This stage takes a finished run apart, and every split
// sums to the whole.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [ts] id="result"
export const result = backtest(strategies.find("trend-pullback").strategy, { bars: prices, benchmark: prices });
result

// %% [md] id="about-stages"
// **By stage**: what the signal would have made with one stake throughout, what varying the stake added, what the rules
// added or took, and what fees and slippage cost.

// %% [ts] id="stages"
export const stages = byStage(result);
plot.figure([{ type: "bar", x: Object.keys(stages), y: Object.values(stages) }], { title: { text: "Profit by stage" } })

// %% [md] id="about-groups"
// **By exit reason, by year**: a strategy whose whole profit is one lucky year is one trade with extra steps.

// %% [ts] id="exits"
table(byExitReason(result.trades).map(({ key, trades, wins, pnl }) => ({ "exit reason": key, trades, wins, pnl })))

// %% [ts] id="years"
export const returns = result.equity.map((equity, bar) => equity / (result.equity[bar - 1] ?? 100_000) - 1);
const years = yearlyReturns(result.time, returns);
plot.figure([{ type: "bar", x: years.map(({ year }) => year), y: years.map(({ value }) => 100 * value) }],
  { title: { text: "Year by year" }, yaxis: { title: { text: "%" } } })

// %% [md] id="about-drawdowns"
// **The bad times**, deepest first: how deep, how long down, how long until it was made good.

// %% [ts] id="drawdowns"
table(deepestDrawdowns(result, 5).map(({ peakTime, troughTime, recoveryTime, depth }) => ({
  peak: new Date(peakTime), trough: new Date(troughTime), "made good": recoveryTime === null ? null : new Date(recoveryTime), "depth, %": 100 * depth,
})))

// %% [md] id="about-excursions"
// **Trade by trade**: how far each one went for us (MFE) and against us (MAE) before it ended. Winners that were first
// deep under water say that the stop is not what keeps them.

// %% [ts] id="excursions"
const dots = (name, trades) => ({
  type: "scatter", mode: "markers", name,
  x: trades.map(({ mae, entryPrice }) => (100 * mae) / entryPrice),
  y: trades.map(({ returnPct }) => returnPct),
  text: trades.map(({ id, exitReason }) => `trade ${id}: ${exitReason}`),
});
const [won, lost] = [result.trades.filter(({ pnl }) => pnl > 0), result.trades.filter(({ pnl }) => pnl <= 0)];
plot.figure([dots("won", won), dots("lost", lost)], { title: { text: "How deep they went and how they ended" }, xaxis: { title: { text: "worst moment, %" } }, yaxis: { title: { text: "result, %" } } })

// %% [md] id="about-chance"
// **Could it be chance?** The probabilistic Sharpe ratio is the confidence that the true ratio is above zero, given how
// short and how crooked the record is. The deflated one asks more: given that you tried *n* strategies and show the best.

// %% [ts] id="tried"
export const tried = slider("tried", { min: 1, max: 500, value: 20, label: "Strategies tried" });

// %% [ts] id="chance"
const sample = sharpeSample({ returns });
table([{
  "Sharpe ratio": result.statistics.sharpe,
  "confidence that it is above 0": probabilisticSharpe(sample, 0),
  [`the same, after ${tried} trials`]: deflatedSharpe(sample, { count: tried, variance: 1 / sample.periods }),
}])

// %% [md] id="next"
// Move the slider: the record does not change, what it proves does. That was the pipeline, from data to reasons. Next: **a
// universe of symbols**.
