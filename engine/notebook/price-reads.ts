import { z } from "zod";

/** What a cell read of the prices: "AAPL 1d" for one series, "AAPL *" for all of a symbol, "*" where it looked at the whole list. */
export const priceRead = z.string().max(64);

/** Most reads of one cell that are told one by one; more count as the whole list. */
export const MAX_PRICE_READS = 1000;

/** All of the prices. */
export const ALL_PRICES = "*";

/** The prices that can be read at a moment, each by a name that changes with its bars. */
export const knownPrices = z.object({
  version: z.string().max(64).describe("names all of them together"),
  series: z.record(z.string().max(64), z.string().max(64)).describe('by symbol and timeframe: "AAPL 1d"'),
});
export type KnownPrices = z.infer<typeof knownPrices>;

/** What a cell read, each read with the name of what was there. */
export type PriceMarks = Readonly<Record<string, string>>;

/** @returns The name of what stands behind a read; empty where there is nothing, so that what is added later is a change. */
function markOf(read: string, { version, series }: KnownPrices): string {
  if (read === ALL_PRICES) return version;
  if (!read.endsWith(" *")) return series[read] ?? "";
  const symbol = read.slice(0, -1);
  return Object.keys(series)
    .filter((key) => key.startsWith(symbol))
    .sort()
    .map((key) => `${key} ${series[key] ?? ""}`)
    .join(" ")
    .slice(0, 1000);
}

/** Names what stood behind a cell's reads when it ran. */
export function marksOf(reads: readonly string[], prices: KnownPrices): PriceMarks {
  return Object.fromEntries(reads.map((read) => [read, markOf(read, prices)]));
}

/** Says in a few words which of the prices that a cell read are others now; undefined where none are. */
export function changedPrices(marks: PriceMarks, prices: KnownPrices): string | undefined {
  const changed = Object.keys(marks).find((read) => marks[read] !== markOf(read, prices));
  if (changed === undefined) return undefined;
  const of = changed === ALL_PRICES ? "" : ` of ${changed.slice(0, changed.lastIndexOf(" "))}`;
  return `prices${of} were added or changed`;
}
