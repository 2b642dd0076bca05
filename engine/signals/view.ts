import type { BarColumn } from "../market/bars.ts";
import type { Developing } from "./developing-bar.ts";
import type { IsNew } from "./new-period.ts";
import type { Series } from "./series.ts";

/** What a strategy holds in the symbol it decides on; `entryPrice` is NaN and `barsHeld` 0 while flat. */
export interface PositionView {
  readonly quantity: number;
  readonly side: "long" | "short" | "flat";
  readonly entryPrice: number;
  readonly barsHeld: number;
  /** Profit of the position as a fraction of its entry price, at the last close; 0 while flat. */
  readonly openReturn: number;
}

/** What every signal function gets besides its own indicators: price handles, the position, and where it stands. */
export interface BarView extends Readonly<Record<BarColumn, Series>> {
  readonly position: PositionView;
  readonly symbol: string;
  /** Bars before this one, in this symbol. */
  readonly bar: number;
  /** UTC ms of the close at which the decision is taken. */
  readonly time: number;
  /** Whether this bar is the first of a day, week, month, quarter or year: `isNew("month")`, for what is done once in each. */
  readonly isNew: IsNew;
  /** The longer bar that is still forming: `developing("1d")` is today's so far. Undefined outside the calendar's sessions. */
  readonly developing: Developing;
}

/** Names that an indicator of a strategy cannot have, because a signal function gets something else by them. */
export const RESERVED_NAMES = [
  "open",
  "high",
  "low",
  "close",
  "volume",
  "position",
  "symbol",
  "bar",
  "time",
  "isNew",
  "developing",
  "params",
] as const;
