import type { RoundTrip } from "./round-trips.ts";

/** How long positions would take to be sold off, in bars of the run. */
export interface Liquidation {
  readonly meanBars: number;
  readonly worstBars: number;
  /** Account currency at which the worst position would take one bar, all positions grown alike; the largest that can be left within a bar. */
  readonly capacity: number;
}

/**
 * How long trades' positions would take to leave at a share of the volume that was usual before their entries.
 *
 * @param capital Account currency that the trades were made with.
 * @param participation Share of a bar's volume that may be taken, above 0 to 1.
 * @returns Null where no trade knows its volume. O(trades).
 * @example liquidation(result.trades, 100_000)
 */
export function liquidation(
  trades: readonly Pick<RoundTrip, "quantity" | "volume">[],
  capital: number,
  participation = 0.2,
): Liquidation | null {
  const bars = trades.flatMap(({ quantity, volume }) =>
    typeof volume === "number" && volume > 0 ? [quantity / (participation * volume)] : [],
  );
  if (bars.length === 0) return null;
  const worstBars = bars.reduce((most, each) => Math.max(most, each), 0);
  const meanBars = bars.reduce((sum, each) => sum + each, 0) / bars.length;
  return { meanBars, worstBars, capacity: capital / worstBars };
}
