import { z } from "zod";

const symbol = z.string().min(1).max(40);
const exTime = z.number().describe("UTC ms: counts for the first bar that opens at or after it");

/** What a company does to its shares, on raw prices. */
export const corporateAction = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("split"),
    symbol,
    exTime,
    ratio: z.number().positive().describe("new shares per old share: 2 for a 2:1 split"),
  }),
  z.strictObject({
    type: z.literal("dividend"),
    symbol,
    exTime,
    amount: z.number().min(0).describe("quote currency per share held at the close before"),
    payTime: z.number().optional().describe("UTC ms at which cash arrives; the ex-date where unknown"),
  }),
]);
/** A split or a dividend. */
export type CorporateAction = z.output<typeof corporateAction>;
