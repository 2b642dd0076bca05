// --- notebook
// title: "Several timeframes, without peeking"
// nb: 1
// ---

// %% [md] id="hello"
// # Several timeframes, without peeking
//
// Trade on days, think in weeks and months. The classic mistake is to label a weekly bar by its Monday and to join it to
// the days by that label: on Tuesday the strategy then knows Friday. Here an indicator on a longer timeframe shows the
// value of the last bar that had **closed**, always.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [ts] id="strategy"
export const layered = defineStrategy({
  name: "layered", version: "1.0.0",
  params: { months: int(10, { min: 3, max: 24 }), length: int(5, { min: 2, max: 30 }) },
  indicators: ({ months, length }) => ({
    tide: sma({ lengthBars: months, timeframe: "1M" }),
    wave: ema({ lengthBars: 10, timeframe: "1w" }),
    ripple: rsi({ lengthBars: length }),
  }),
  signal: ({ close, tide, wave, ripple }) =>
    close.now < tide.now ? exit({ reason: "below the months" })
    : close.now > wave.now && ripple.now < 55 ? buy({ reason: "with both, on a quiet day" }) : hold(),
});

// %% [ts] id="result"
export const result = backtest(layered, { bars: prices });
result

// %% [md] id="about-steps"
// Look closely at one winter: the monthly average is a staircase. It moves at the close of a month's last session
// and not a day earlier.

// %% [ts] id="stairs"
const part = await bars("SP500", { from: "2008-06-01", to: "2009-06-01" });
const tide = indicator(sma({ lengthBars: 3, timeframe: "1M" }), part);
plot.line([
  { name: "close", x: part.closeTime, y: part.close },
  { name: "3 months, as known on the day", x: part.closeTime, y: tide },
], { title: "What was known, day by day" })

// %% [md] id="about-proof"
// Do not take our word for it. The audit runs the strategy on shortened histories and on histories with another future:
// if one decision changes, it names the bar.

// %% [ts] id="proof"
export const verdict = await audit(layered, { bars: prices });
verdict

// %% [md] id="next"
// Next: **your own indicator**.
