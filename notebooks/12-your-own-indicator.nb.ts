// --- notebook
// title: "Your own indicator"
// nb: 1
// ---

// %% [md] id="hello"
// # Your own indicator
//
// Two forms. The **step** form gets one bar at a time and cannot look ahead, whatever you write. The **vector** form gets
// whole columns and is quick to write; the audit watches it.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [md] id="about-step"
// **Step by step**: how many closes in a row lay above the one before, or below it, as a negative number. State lives in the function that `start` returns.

// %% [ts] id="streak"
export const streak = defineStepIndicator({
  kind: "streak", outputs: ["value"], input: "column",
  start: () => {
    let before = NaN;
    let run = 0;
    return (close) => {
      run = close > before ? Math.max(1, run + 1) : close < before ? Math.min(-1, run - 1) : 0;
      before = close;
      return run;
    };
  },
});

// %% [md] id="about-vector"
// **Whole columns**: how far the close stands above the lowest low of a window, in percent. Parameters are a zod schema,
// so a wrong one is an error with a bound, here and in a spec.

// %% [ts] id="climb"
export const climb = defineIndicator({
  kind: "climb", outputs: ["value"], input: "bars",
  params: z.strictObject({ lengthBars: z.number().int().min(1).max(1000).default(50) }),
  warmupBars: ({ lengthBars }) => lengthBars - 1,
  compute: ({ low, close }, { lengthBars }) => close.map((price, bar) =>
    bar < lengthBars - 1 ? NaN : 100 * (price / Math.min(...low.subarray(bar - lengthBars + 1, bar + 1)) - 1)),
});

// %% [ts] id="picture"
plot.line([{ name: "climb", x: prices.closeTime, y: indicator(climb({ lengthBars: 50 }), prices) }], { title: "Percent above the lowest low of 50 bars" })

// %% [ts] id="strategy"
export const tired = defineStrategy({
  name: "tired", version: "1.0.0",
  indicators: () => ({ streak: streak(), climb: climb({ lengthBars: 50 }), weekly: streak({ timeframe: "1w" }) }),
  signal: ({ streak, climb, weekly }) =>
    streak.now <= -3 && weekly.now >= 0 ? buy({ reason: "three down" })
    : streak.now >= 2 || climb.now > 15 ? exit({ reason: "rested" }) : hold(),
});

// %% [ts] id="result"
export const result = backtest(tired, { bars: prices });
result

// %% [md] id="about-nan"
// Both run on another timeframe, on another column and on another indicator, like the built-in ones; `weekly` above is the
// streak of weekly bars. And if you do write one that peeks, see *Caught looking ahead*. Next: **research in SQL**.
