import { z } from "zod";
import { instrument } from "../market/instrument.ts";

/** How orders are filled: the one source of these settings, in strategies, specs and manifests. */
export const executionSettings = z.strictObject({
  path: z
    .enum(["pessimistic", "nearest-extreme"])
    .default("pessimistic")
    .describe("which extreme of a bar came first"),
  limitPenetrationTicks: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(1)
    .describe(
      "ticks that price must trade through a limit; 0 means that a touch fills; any move counts where there are no ticks",
    ),
  shorts: z
    .boolean()
    .default(false)
    .describe("whether sell may open a short, against cash of its full value"),
  instrument: instrument.default({ tick: 0, lot: 1 }).describe("steps of price and quantity"),
});
/** How orders are filled, with every default filled in. */
export type ExecutionSettings = z.output<typeof executionSettings>;
/** How orders are filled, as a user says it: what is absent has a default. */
export type ExecutionInput = z.input<typeof executionSettings>;
