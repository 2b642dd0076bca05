/** How an account stands with a rule that can halt it; execution is its only writer. */
export interface Halt {
  /** Highest equity at any close since trading was last allowed anew, the capital included. */
  readonly peak: number;
  /** UTC ms of the close that halted it; NaN while trading goes on. */
  readonly since: number;
  /** Why it is halted; empty while trading goes on. */
  readonly reason: string;
}
