import { z } from "zod";
import { instrument } from "../market/instrument.ts";

/** How orders are filled: the one source of these settings, in strategies, specs and manifests. */
export const executionSettings = z.strictObject({
  path: z
    .enum(["pessimistic", "nearest-extreme", "ohlc", "colour", "lower-timeframe", "optimistic", "bounds"])
    .default("pessimistic")
    .describe("which extreme of a bar came first; bounds runs the worst and the best"),
  fillAt: z
    .enum(["next-open", "on-close"])
    .default("next-open")
    .describe(
      "on-close fills market orders at the very close that decided them, which no one can trade; flagged",
    ),
  resizeAtFill: z
    .boolean()
    .default(false)
    .describe("keep the value asked for rather than the units: sizes follow the fill's price"),
  closeAtEnd: z.boolean().default(false).describe("close what is still open at the last close"),
  limitPenetrationTicks: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(1)
    .describe(
      "ticks that price must trade through a limit; 0 means that a touch fills; any move counts where there are no ticks",
    ),
  participation: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("most of a bar's volume that a symbol's fills may take, above 0 to 1; no cap where absent"),
  shorts: z
    .boolean()
    .default(false)
    .describe(
      "whether sell may open a short, against cash of its full value; it pays borrowRatePct for every calendar day",
    ),
  leverage: z
    .number()
    .min(1)
    .max(100)
    .default(1)
    .describe("gross position value over equity that may be bought"),
  maintenancePct: z
    .number()
    .min(0)
    .max(100)
    .default(25)
    .describe("equity below this percentage of gross position value closes everything at the next open"),
  borrowRatePct: z
    .number()
    .min(0)
    .max(1000)
    .default(0.5)
    .describe("what a short pays a year: value x 102% x rate x calendar days / 360, at the last price"),
  cashRatePct: z
    .number()
    .min(0)
    .max(1000)
    .optional()
    .describe(
      "yearly, that cash earns, over 360 days; what a short brought in earns nothing; none where absent",
    ),
  marginRatePct: z.number().min(0).max(1000).default(6).describe("yearly, on debit cash, over 360 days"),
  instrument: instrument.default({ tick: 0, lot: 1 }).describe("steps of price and quantity"),
  instruments: z
    .record(z.string().max(40), instrument)
    .optional()
    .describe("by symbol, in place of `instrument`"),
});
/** How orders are filled, with every default filled in. */
export type ExecutionSettings = z.output<typeof executionSettings>;
/** How orders are filled, as a user says it: what is absent has a default. */
export type ExecutionInput = z.input<typeof executionSettings>;
