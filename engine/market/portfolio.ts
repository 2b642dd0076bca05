import type { Halt } from "./halt.ts";
import type { History } from "./history.ts";
import type { Instrument } from "./instrument.ts";

/** One symbol's holding. `quantity` is signed; prices are in quote currency; `entryPrice` is NaN while flat. */
export interface Position {
  readonly symbol: string;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryBar: number;
  readonly lastPrice: number;
  readonly instrument: Instrument;
  /** Signed holding once every resting entry has filled. */
  readonly committed: number;
  /** Nearest protective stop in quote currency; NaN for none. */
  readonly stopPrice: number;
  /** Bar of the last exit to flat; -1 before any. */
  readonly exitBar: number;
  /** Net profit of the last round trip over its entry value; NaN before any. */
  readonly exitReturn: number;
  /** The bars of this symbol that have closed. */
  readonly history: History;
}

/** The account as sizing and risk read it; execution is its only writer. Marked to the last closes. */
export interface Portfolio {
  readonly cash: number;
  readonly equity: number;
  /** Highest equity at any close so far, the capital included. */
  readonly peak: number;
  /** Equity at the last close of the UTC day before this one. */
  readonly dayStart: number;
  /** Net profit over entry value of every round trip that has ended, in order; all symbols. */
  readonly outcomes: readonly number[];
  readonly positions: readonly Position[];
  /** How the account stands with each rule of the run that can halt it, by the rule itself. */
  readonly halts: ReadonlyMap<object, Halt>;
}
