import { ALL_PRICES, priceRead } from "#engine/notebook/price-reads.ts";
import type { PriceLibrary } from "./price-library.ts";

/** What a cell reaches of the prices. */
export type CellPrices = Pick<PriceLibrary, "bars" | "datasets" | "savedTable" | "loadFor">;

/**
 * The prices as one run sees them: each read is noted, so that the notebook is out of date only where something was read that changed.
 *
 * @param note Told of each read, as `price-reads.ts` names it, before it is answered.
 */
export function notedPrices(library: CellPrices, note: (read: string) => void): CellPrices {
  const noteRead = (read: string): void => note(priceRead.safeParse(read).success ? read : ALL_PRICES);
  return {
    bars(symbol, options = {}) {
      noteRead(`${symbol} ${options.timeframe ?? "1d"}`);
      return library.bars(symbol, options);
    },
    datasets() {
      note(ALL_PRICES);
      return library.datasets();
    },
    savedTable: (name) => library.savedTable(name),
    async loadFor(text, params) {
      const reads = await library.loadFor(text, params);
      reads.forEach(noteRead);
      return reads;
    },
  };
}
