import { z } from "zod";
import { barsRequest, symbolText } from "#engine/data/bars-request.ts";
import { BAR_COLUMNS } from "./copy-bars.ts";

/** The most symbols of one answer. */
export const MAX_SYMBOLS = 1_000;

/** Which bars of which symbols: a symbol, or several; all columns, or some. */
export const seriesRequest = barsRequest.omit({ symbol: true }).extend({
  symbols: z.array(symbolText).min(1).max(MAX_SYMBOLS).describe("distinct; the answer keeps their order"),
  columns: z.array(z.enum(BAR_COLUMNS)).min(1).optional().describe("all eight where absent"),
});
export type SeriesRequest = z.infer<typeof seriesRequest>;

/**
 * A request whose hash is a version's own; `knownAt` says as of when splits and dividends are taken out. `versions` names hashes of single
 * symbols' versions; the newest is read of the others.
 */
export type ResolvedRequest = SeriesRequest & {
  readonly knownAt?: Date;
  readonly versions?: Readonly<Record<string, string>>;
};
