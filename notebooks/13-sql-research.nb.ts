// --- notebook
// title: "Research in SQL"
// nb: 1
// ---

// %% [md] id="hello"
// # Research in SQL
//
// DuckDB runs inside this page. Prices, and every table that a cell defines, are tables to it. SQL is the better language
// for questions like *on which days*, *how often*, *compared with what*.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [md] id="about-weekday"
// Is there anything in the days of the week? Note the count and the error beside the mean: without them a mean is gossip.

// %% [sql] id="returns"
export const returns = sql`SELECT time, close, 100 * (close / lag(close) OVER (ORDER BY time) - 1) AS change
FROM bars
WHERE symbol = ${prices.symbol}
ORDER BY time`;

// %% [sql] id="weekdays"
export const weekdays = sql`SELECT dayname(time) AS day, count(change) AS days, round(avg(change), 3) AS mean_pct,
       round(stddev_samp(change) / sqrt(count(change)), 3) AS standard_error
FROM returns
WHERE change IS NOT NULL
GROUP BY dayname(time), dayofweek(time)
ORDER BY dayofweek(time)`;

// %% [md] id="about-after"
// What came in the five sessions after a bad day? `lead` looks them up; the slider is bound into the query as a value.

// %% [ts] id="fall"
export const fall = slider("fall", { min: 0.5, max: 5, step: 0.25, value: 2, label: "A bad day falls by, percent" });

// %% [sql] id="after"
export const after = sql`WITH days AS (
  SELECT time, change, 100 * (lead(close, 5) OVER (ORDER BY time) / close - 1) AS week_after FROM returns
)
SELECT CASE WHEN change <= -${fall} THEN 'after a bad day' ELSE 'after any other' END AS situation,
       count(*) AS days, round(avg(week_after), 2) AS mean_week_pct, round(median(week_after), 2) AS median_week_pct
FROM days
WHERE week_after IS NOT NULL AND change IS NOT NULL
GROUP BY 1
ORDER BY 1`;

// %% [md] id="about-lead"
// `lead` looks at the future, and that is allowed: this is a question about history, not a decision. The moment such a
// column reaches a strategy, the audit will say so.
//
// A finding becomes a test in one cell:

// %% [ts] id="strategy"
export const rebound = defineStrategy({
  name: "rebound", version: "1.0.0",
  params: { fall: num(2, { min: 0.5, max: 5 }) },
  signal: ({ close, params }) => (100 * (close.now / close.ago(1) - 1) <= -params.fall ? buy({ reason: "bad day" }) : hold()),
  risk: [timeStop({ bars: 5 })],
});

// %% [ts] id="result"
export const result = backtest(rebound, { bars: prices, params: { fall } });
result

// %% [md] id="about-back"
// And a result becomes a table again: here its trades, asked in SQL.

// %% [ts] id="trades"
export const trades = table(result.trades.map(({ entryTime, pnl, returnPct, bars }) => ({ entered: new Date(entryTime), pnl, returnPct, bars })));

// %% [sql] id="by-year"
export const byYear = sql`SELECT year(entered) AS year, count(*) AS trades, round(sum(pnl), 0) AS profit, round(avg(returnPct), 2) AS mean_pct
FROM trades
GROUP BY 1
ORDER BY 1`;

// %% [md] id="about-as-of"
// **A table can be read by a strategy, too**, if it says from when on each of its rows was known. Here a query sums up every
// month. A month is known once it is over, and that shows at the first close of the next one: that moment is the column
// `available_at`, and the month that still runs has no row. `asOf` makes an indicator of a column: at each close it shows the
// last row that was known by then.

// %% [sql] id="months"
export const months = sql`WITH by_month AS (
  SELECT date_trunc('month', time) AS month, min(available_at) AS began,
         100 * (last(close ORDER BY time) / first(open ORDER BY time) - 1) AS change_pct,
         100 * stddev_samp(ln(close / open)) AS swing_pct
  FROM bars
  WHERE symbol = ${prices.symbol}
  GROUP BY 1
)
SELECT lead(began) OVER (ORDER BY month) AS available_at, change_pct, swing_pct
FROM by_month
QUALIFY available_at IS NOT NULL
ORDER BY 1`;

// %% [ts] id="calm"
export const calm = defineStrategy({
  name: "calm_months", version: "1.0.0",
  params: { swing: num(1, { min: 0.2, max: 3 }) },
  indicators: () => ({ month: asOf(months, ["change_pct", "swing_pct"]) }),
  signal: ({ month, params }) =>
    month.swing_pct.now > params.swing ? exit({ reason: "a wild month" })
    : month.change_pct.now > 0 ? buy({ reason: "a calm month that rose" }) : hold(),
});

// %% [ts] id="calm-result"
export const calmResult = backtest(calm, { bars: prices });
calmResult

// %% [md] id="next"
// The badge is green: on histories that end earlier there are fewer months, and every decision in them is the same. Write
// `max(available_at)` for a month's own last close instead, and it turns red: in the middle of a month that query has a row for
// it already, made of half a month. Files are read the same way: drop one of news or estimates with `fileDrop`, and name the column that
// says when each row was published, `asOf(file, "score", { time: "published" })`.
//
// Next: **sweeps**.
