import { z } from "zod";
import { symbolText } from "#engine/data/bars-request.ts";

/** The most symbols that a universe lists. */
export const MAX_MEMBERS = 20_000;
const amount = z.number().min(0);

/** How a universe finds its members. */
export const universeDefinition = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("static"),
    symbols: z
      .array(symbolText)
      .min(1)
      .max(MAX_MEMBERS)
      .describe("members from their first bar to their last"),
  }),
  z.strictObject({
    kind: z.literal("filter"),
    minMarketCap: amount.optional().describe("quote currency, as it is known today"),
    maxMarketCap: amount.optional(),
    minAverageVolume: amount.optional().describe("units a day over the last sixty daily bars"),
    minPrice: amount.optional().describe("last raw daily close, quote currency"),
    maxPrice: amount.optional(),
    sectors: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    exchanges: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    synthetic: z.boolean().default(false).describe("generated symbols in place of real ones"),
  }),
  z.strictObject({
    kind: z.literal("index"),
    provider: z.string().min(1).max(40),
    index: z.string().min(1).max(40).describe("the provider's name of the index: sp500"),
  }),
  z.strictObject({
    kind: z.literal("sql"),
    where: z
      .string()
      .min(1)
      .max(2_000)
      .describe("a condition on the columns of symbols: sector = 'Energy' AND price > 5"),
  }),
]);
/** {@link universeDefinition}, defaults filled in. */
export type UniverseDefinition = z.output<typeof universeDefinition>;

/** A universe to save under a name; each change is a new version. */
export const saveUniverseInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  definition: universeDefinition,
});

/** Which universe, as of when. */
export const getUniverseInput = z.strictObject({
  name: z.string().min(1).max(200),
  version: z.number().int().min(1).optional().describe("the newest where absent"),
  at: z.number().optional().describe("UTC ms: only the members of that moment"),
});
