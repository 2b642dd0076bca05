/** Length of a bar as the market names it. */
export const TIMEFRAMES = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1M"] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

/** The names of the calendars that bars may follow: sessions of US equities, or a market that never closes. */
export const CALENDAR_IDS = ["us-equity", "24-7"] as const;
export type CalendarId = (typeof CALENDAR_IDS)[number];

/** The names of the price and volume columns of {@link Bars}. */
export type BarColumn = "open" | "high" | "low" | "close" | "volume";

/** The names of all columns of {@link Bars}, those of time first. */
export const COLUMNS_OF_BARS = [
  ...(["openTime", "closeTime", "availableAt"] as const),
  ...(["open", "high", "low", "close", "volume"] as const),
] as const;

/**
 * One symbol's bars as columns, ascending in time; every column has shape [bars].
 * Times are UTC milliseconds; prices are in the quote currency; NaN is "no value".
 * `openTime` is a bar's identity, `closeTime` the moment its decision is taken and
 * `availableAt` the moment it may first be seen (equal to `closeTime` unless the data says later).
 */
export interface Bars {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly openTime: Float64Array;
  readonly closeTime: Float64Array;
  readonly availableAt: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Present and true for generated prices: shown wherever the bars are shown. */
  readonly synthetic?: boolean;
  /** What people decided about these data against the checks, each with why; part of a run's manifest, not of the data's hash. */
  readonly overrides?: readonly string[];
  /** Why these data may not be tested on; present until a person accepts them. */
  readonly unfit?: string;
  /** When the market trades; follows from the times where absent. Not part of the data's hash. */
  readonly calendar?: CalendarId;
}
