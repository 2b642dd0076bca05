import type { Bars } from "../market/bars.ts";
import type { Fill } from "../market/fill.ts";
import type { SplitEvent } from "../execution/account.ts";
import type { Ledger } from "../execution/ledger.ts";

/** What a run's holdings follow from. */
export interface Holdings {
  readonly bars: readonly Bars[];
  readonly fills: readonly Fill[];
  readonly splits: readonly SplitEvent[];
  readonly ledger: Pick<Ledger, "time" | "equity" | "exposure">;
}

/**
 * Longs less shorts over equity at every close of the ledger.
 *
 * @returns Shape [closes]; gross exposure itself where nothing was ever short. O(fills) there, else O(closes times symbols).
 */
export function netExposure({ bars, fills, splits, ledger }: Holdings): Float64Array {
  if (!everShort(fills)) return ledger.exposure;
  const net = new Float64Array(ledger.time.length);
  for (const each of bars) {
    const own = fills.filter(({ symbol }) => symbol === each.symbol);
    const ratios = new Map(
      splits.filter(({ symbol }) => symbol === each.symbol).map(({ bar, ratio }) => [bar, ratio]),
    );
    if (own.length > 0) addSymbol(net, ledger, each, own, ratios);
  }
  return net.map((value, row) => value / (ledger.equity[row] as number));
}

function everShort(fills: readonly Fill[]): boolean {
  const held = new Map<string, number>();
  for (const { symbol, side, quantity } of fills) {
    const now = (held.get(symbol) ?? 0) + side * quantity;
    // A hair: what is left of a position after many part fills.
    if (now < -1e-9) return true;
    held.set(symbol, now);
  }
  return false;
}

/** Adds the value of one symbol's holding at its last close, at every close of the ledger. */
function addSymbol(
  net: Float64Array,
  { time }: Pick<Ledger, "time">,
  { closeTime, close }: Bars,
  fills: readonly Fill[],
  ratios: ReadonlyMap<number, number>,
): void {
  let bar = -1;
  let next = 0;
  let held = 0;
  for (let row = 0; row < time.length; row++) {
    while (bar + 1 < closeTime.length && (closeTime[bar + 1] as number) <= (time[row] as number)) {
      bar += 1;
      held *= ratios.get(bar) ?? 1;
      for (; fills[next] && (fills[next]?.bar ?? Infinity) <= bar; next++) {
        const { side, quantity } = fills[next] as Fill;
        held += side * quantity;
      }
    }
    if (bar >= 0) net[row] = (net[row] as number) + held * (close[bar] as number);
  }
}
