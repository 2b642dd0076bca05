// --- notebook
// title: "Three ways to write a strategy"
// nb: 1
// ---

// %% [md] id="hello"
// # Three ways to write a strategy
//
// One idea, buying a dip in a rising market, written three times: as a definition, with a builder, and as plain data.
// All three make the same object, and the engine gives all three the same trades and the same account, to the last bit.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [md] id="about-definition"
// **A definition** is what you want when you think with your hands: indicators get names, and the signal is a function
// of them. Note `timeframe: "1w"`: the trend is that of weekly bars. On Wednesday it still shows last week's value; the
// week that is forming cannot be seen.

// %% [ts] id="definition"
export const written = defineStrategy({
  name: "dip", version: "1.0.0",
  indicators: () => ({ strength: rsi({ lengthBars: 5 }), trend: ema({ lengthBars: 20, timeframe: "1w" }) }),
  signal: ({ strength, trend, close }) =>
    strength.now > 65 ? exit({ reason: "high" })
    : strength.now < 35 && close.now > trend.now ? buy({ reason: "low, up" }) : hold(),
  risk: [stopLoss({ pct: 8 })],
});

// %% [md] id="about-builder"
// **A builder** is for strategies that a program puts together. Conditions have names, and the names are the reasons
// that trades show. Each step gives a new builder, so two strategies can share a beginning.

// %% [ts] id="builder"
export const built = strategyBuilder("dip")
  .addIndicator("strength", rsi({ lengthBars: 5 }))
  .addIndicator("trend", ema({ lengthBars: 20, timeframe: "1w" }))
  .entryCondition("low", oversold({ indicator: "strength", threshold: 35 }))
  .entryCondition("up", above({ series: "close", than: "trend" }))
  .exitCondition("high", overbought({ indicator: "strength", threshold: 65 }))
  .riskRules(stopLoss({ pct: 8 }))
  .build();

// %% [md] id="about-spec"
// **Plain data** can be stored, compared and searched over. A misspelt key is an error with a suggestion: try writing
// `treshold`.

// %% [ts] id="spec"
export const declared = strategyFromSpec(parseStrategySpec({
  meta: { strategy: "dip", version: "1.0.0" },
  components: {
    indicators: {
      strength: { type: "rsi", params: { lengthBars: 5 } },
      trend: { type: "ema", timeframe: "1w", params: { lengthBars: 20 } },
    },
    signals: {
      entry_long: { logic: "all", conditions: [
        { rsi_oversold: { indicator: "strength", threshold: 35 } },
        { trend_bullish: { indicator: "trend" } },
      ] },
      exit_long: { logic: "any", conditions: [{ rsi_overbought: { indicator: "strength", threshold: 65 } }] },
    },
    risk: { rules: [{ type: "stop_loss", params: { pct: 0.08 } }] },
  },
}));

// %% [ts] id="same"
const runs = [written, built, declared].map((strategy) => backtest(strategy, { bars: prices }));
table(runs.map((run, i) => ({
  written: ["definition", "builder", "plain data"][i],
  trades: run.trades.length,
  "final equity": run.equity.at(-1),
  reason: run.trades[0].entryReason,
})))

// %% [ts] id="result"
export const result = backtest(built, { bars: prices });
result

// %% [md] id="about-tests"
// Before you believe it, let it be tested: on markets that rise, fall, jump, crash and stand still; for peeking, for
// repeatability, for orders larger than the market.

// %% [ts] id="tests"
const report = strategyTester(built, { bars: 250 }).all();
table(report.results.map(({ check, market, passed, detail }) => ({ check, market, passed: passed ? "yes" : "no", detail })))

// %% [md] id="next"
// Each row is a test on a market of its own; *Testing a strategy* adds yours. Next: **sizing**.
