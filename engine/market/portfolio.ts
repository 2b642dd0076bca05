/** One symbol's holding. `quantity` is signed; prices are in quote currency; `entryPrice` is NaN while flat. */
export interface Position {
  readonly symbol: string;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryBar: number;
  readonly lastPrice: number;
}

/** The account as sizing and risk read it; execution/broker.ts is its only writer. Marked to the last closes. */
export interface Portfolio {
  readonly cash: number;
  readonly equity: number;
  readonly positions: readonly Position[];
}
