// --- notebook
// title: "Indicators: columns that know only the past"
// nb: 1
// ---

// %% [md] id="hello"
// # Indicators: columns that know only the past
//
// Data → **Indicators** → Signals → Sizing → Risk → Execution → Attribution.
//
// An indicator makes one or more columns of bars. There are more than eighty; each is a small file with its source, its
// parameters and the number of bars that it needs before its first value.

// %% [ts] id="catalogue"
table(indicators.blocks.map(({ kind, title, description }) => ({ kind, title, description })))

// %% [ts] id="prices"
export const prices = await bars("SP500", { from: "2007-01-01" });

// %% [md] id="about-compute"
// Called with parameters, an indicator is a *setting*: a piece of data. `indicator` computes it on bars, as columns.
// Before the first value there is NaN, not zero: zero would be a price.

// %% [ts] id="length"
export const length = slider("length", { min: 5, max: 100, value: 20, label: "Bollinger length, bars" });

// %% [ts] id="bands"
const bands = indicator(bollinger({ lengthBars: length }), prices);
const recent = (column) => column.slice(-500);
plot.line([
  { name: "close", x: recent(prices.closeTime), y: recent(prices.close) },
  ...Object.entries(bands).map(([name, y]) => ({ name, x: recent(prices.closeTime), y: recent(y) })),
], { title: `Bollinger bands over ${length} bars, the last two years` })

// %% [md] id="about-conventions"
// Two programs that both say "RSI 14" may show different numbers. Where conventions differ, the parameter is explicit
// here and its default is named. Here is one exponential average over 20 bars, seeded as TA-Lib does it and as Pine does it:
// after 80 bars they agree to the cent.

// %% [ts] id="seeds"
const seeded = (["sma", "first"] as const).map((seed) => indicator(ema({ lengthBars: 20, seed }), prices));
table([18, 19, 20, 40, 80, 160].map((bar) => ({
  bar, "seeded with an average": seeded[0][bar], "seeded with the first close": seeded[1][bar],
})))

// %% [md] id="about-on"
// An indicator runs on any column, on any longer timeframe and on another indicator's output. This is the average of an
// RSI, and the RSI of weekly bars seen from daily ones: through the week it stays at what was known when the last week closed.

// %% [ts] id="nested"
const strength = rsi({ lengthBars: 14 });
const smoothed = indicator(sma({ lengthBars: 10, source: strength }), prices);
const weekly = indicator(rsi({ lengthBars: 14, timeframe: "1w" }), prices);
plot.line([
  { name: "RSI", x: prices.closeTime, y: indicator(strength, prices) },
  { name: "its average", x: prices.closeTime, y: smoothed },
  { name: "weekly RSI", x: prices.closeTime, y: weekly },
], { title: "Strength, on three scales", yTitle: "0 to 100" })

// %% [md] id="next"
// Need one that is not there? It takes less than ten lines: see *Your own indicator*. Next: **signals**.
