import { z } from "zod";

/** A symbol that stopped trading, and what its holders were left with. */
export const delisting = z.strictObject({
  symbol: z.string().min(1).max(40),
  time: z
    .number()
    .describe(
      "UTC ms, after its last bar: held shares are paid out at the next open of any symbol from then on",
    ),
  returnPct: z
    .number()
    .min(-100)
    .max(10_000)
    .default(-30)
    .describe(
      "What a share was worth then, in % over its last close: -100 for nothing, 0 for a buy-out at that close",
    ),
});
/**
 * A delisting; its return is −30 % where none is given, the mean of stocks that left NYSE and AMEX for poor performance.
 *
 * @see Shumway (1997), The Delisting Bias in CRSP Data, Journal of Finance 52(1), p. 327-340.
 */
export type Delisting = z.output<typeof delisting>;

/** The same as one writes it: the return may be left out. */
export type DelistingInput = z.input<typeof delisting>;
