/** One library's indicators by our kinds, as functions that compute the whole series; absent where it has none. */
export interface Peer {
  readonly name: string;
  readonly run: Readonly<Record<string, () => unknown>>;
  /** Where the library computes something else than we do, by kind: shown in the row, which is neither won nor lost. */
  readonly differs?: Readonly<Record<string, string>>;
  /** Which of our columns no function of the library gives, by kind: shown in the row, which counts all the same. */
  readonly lacks?: Readonly<Record<string, string>>;
}

/** The bars in the shape that libraries are given. */
export interface PeerBars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Some incumbents have no types, or types that say less than they can do: each is described by hand where it is used. */
export function load(name: string): Promise<unknown> {
  return import(name);
}
