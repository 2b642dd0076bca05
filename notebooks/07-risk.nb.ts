// --- notebook
// title: "Risk: what may not happen"
// nb: 1
// ---

// %% [md] id="hello"
// # Risk: what may not happen
//
// Data → Indicators → Signals → Sizing → **Risk** → Execution → Attribution.
//
// Rules stand between the wish and the order. Each one passes a request on, makes it smaller or blocks it, and says why.
// They are asked in the order in which you list them, the next one sees what the one before has left, and every answer
// is kept with the trade.

// %% [ts] id="catalogue"
table(rules.blocks.map(({ kind, title, description }) => ({ kind, title, description })))

// %% [ts] id="prices"
export const prices = await bars("AAPL");

// %% [ts] id="stop"
export const stop = slider("stop", { min: 1, max: 20, step: 0.5, value: 6, label: "Stop loss, percent" });

// %% [ts] id="trail"
export const trail = slider("trail", { min: 2, max: 25, step: 0.5, value: 10, label: "Trailing stop, percent" });

// %% [md] id="about-stops"
// Some rules leave an order resting behind the entry: a stop loss, a stop that follows the best price, a time limit.
// Drag the sliders: when does a stop begin to cost more than it saves?

// %% [ts] id="guarded"
export const guarded = defineStrategy({
  name: "guarded", version: "1.0.0",
  params: { stop: num(6, { min: 1, max: 20 }), trail: num(10, { min: 2, max: 25 }) },
  indicators: () => ({ fast: ema({ lengthBars: 10 }), slow: ema({ lengthBars: 50 }) }),
  signal: crossover("fast", "slow"),
  risk: ({ stop, trail }) => [
    maxPosition({ pct: 80 }),
    stopLoss({ pct: stop }),
    trailingStop({ pct: trail, activationPct: 3 }),
    cooldown({ bars: 5, afterLossOnly: true }),
  ],
});

// %% [ts] id="result"
export const result = backtest(guarded, { bars: prices, params: { stop, trail } });
result

// %% [ts] id="reasons"
table(byExitReason(result.trades))

// %% [md] id="about-decisions"
// What did the rules do to the first entries? `before` is what was asked for, `after` what was left of it.

// %% [ts] id="decisions"
table(result.trades.slice(0, 6).flatMap(({ id, decisions }) => decisions.map((decision) => ({ trade: id, ...decision }))))

// %% [md] id="about-gaps"
// An honest stop is not a promise. If a market opens below it, the position is sold at the open: worse than the stop.
// These are the gaps of this run, and what they cost against the stops' prices.

// %% [ts] id="gaps"
table([{ "stops filled beyond their price": result.execution.gapFills, "cost of the gaps": result.execution.gapCost }])

// %% [md] id="about-own"
// A rule of your own: nothing new on a Friday, before two days on which nobody can sell.

// %% [ts] id="own"
export const noFridays = defineRule({
  kind: "no-fridays", title: "No Fridays", description: "Blocks entries decided on a Friday.",
  params: z.strictObject({}),
  review: ({ quantity, history }) => new Date(history.closeTimes(1)[0]).getUTCDay() === 5
    ? { action: "block", quantity: 0, reason: "it is Friday" }
    : { action: "pass", quantity, reason: "not a Friday" },
});

// %% [ts] id="own-result"
const quiet = backtest(guarded, { bars: prices, risk: [noFridays(), stopLoss({ pct: stop })] });
table(quiet.execution.rules)

// %% [md] id="next"
// Rules never block a way out: an exit is asked nothing. Next: **execution**.
