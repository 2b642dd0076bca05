// --- notebook
// title: "Data: look before you trust"
// nb: 1
// ---

// %% [md] id="hello"
// # Data: look before you trust
//
// The first stage of the pipeline. **Data** → Indicators → Signals → Sizing → Risk → Execution → Attribution.
//
// Most backtests that were too good to be true were made on data that were not true. So before any idea: what are these
// prices, is anything missing, and when could one have known them?

// %% [ts] id="have"
table(await datasets())

// %% [md] id="about-bars"
// A *bar* is four prices and a volume between two moments. Columns are plain arrays of numbers; times are UTC
// milliseconds. Note that there are **three** times: when the bar opened, when it closed, and from when on one could
// have known it. Everything that joins series in Lookback joins by the third.

// %% [ts] id="prices"
export const prices = await bars("SP500");

// %% [ts] id="last-bars"
const last = prices.close.length - 1;
table([last - 2, last - 1, last].map((bar) => ({
  opened: new Date(prices.openTime[bar]), closed: new Date(prices.closeTime[bar]),
  "known from": new Date(prices.availableAt[bar]), close: prices.close[bar],
})))

// %% [md] id="about-quality"
// Every load is inspected: prices that stand still, jumps that look like a forgotten split, days on which the exchange
// was open and there is no bar, highs below the close, volumes that are numbers of something else. The score is 1 when
// nothing was found.

// %% [ts] id="quality"
const report = inspectBars(prices);
display({ symbol: report.symbol, bars: report.bars, score: report.score });
table([...report.issues, ...report.warnings].map(({ severity, check, count, message }) => ({ severity, check, count, message })))

// %% [md] id="about-broken"
// Nothing was found in these. To see it bite, break something: a copy of a generated market whose prices fall to a quarter
// from one bar to the next, as happens when a split of four for one was forgotten.

// %% [ts] id="broken"
const good = syntheticMarket({ kind: "trending", bars: 250, seed: 3 });
const halved = (column) => column.map((price, bar) => (bar < 120 ? price : price / 4));
const broken = { ...good, open: halved(good.open), high: halved(good.high), low: halved(good.low), close: halved(good.close) };
const found = inspectBars(broken);
table([...found.issues, ...found.warnings].map(({ severity, check, count, message }) => ({ severity, check, count, message })))

// %% [md] id="about-resample"
// Longer bars are made of shorter ones along the exchange's own calendar: a week ends with its last *session*, be that a
// Thursday. A month that is still forming is not a bar yet, so it is not there.

// %% [ts] id="monthly"
export const monthly = resample(prices, "1M");

// %% [ts] id="monthly-chart"
plot.candles(monthly, { title: "S&P 500, one bar a month" })

// %% [md] id="about-sql"
// The same bars are a table. SQL cells are the quickest way to a question about prices: which months were the worst?

// %% [sql] id="worst"
export const worst = sql`SELECT strftime(date_trunc('month', time), '%Y-%m') AS month,
       round(100 * (last(close ORDER BY time) / first(open ORDER BY time) - 1), 1) AS change_pct,
       round(100 * (max(high) / min(low) - 1), 1) AS range_pct
FROM bars
WHERE symbol = ${prices.symbol}
GROUP BY 1
ORDER BY change_pct
LIMIT 8`;

// %% [md] id="about-own"
// Prices of your own come by file. Drop one below (CSV, JSON, Parquet or Arrow) with a time, open, high, low and close; it
// never leaves this page.

// %% [ts] id="own-file"
export const file = await fileDrop("own prices");

// %% [ts] id="own"
export const own = file ? asBars(file, { symbol: "OWN" }) : null;
own ?? "no file yet"

// %% [md] id="next"
// A result carries a hash of the data that it was computed on. If a vendor corrects one price, the hash changes, and the
// manifest of an old result says so. Next: **indicators**.
