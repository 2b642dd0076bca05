import { z } from "zod";

/** What is traded and in which steps. A tick of 0 means prices move freely (adjusted history has no ticks). */
export const instrument = z.strictObject({
  tick: z.number().min(0).default(0).describe("smallest price step in quote currency; 0 for none"),
  lot: z.number().positive().default(1).describe("smallest quantity step in units"),
  sector: z.string().max(100).optional().describe("for exposure limits per sector"),
  currency: z.string().max(10).optional().describe("of its prices; the account's own where absent"),
});
export type Instrument = z.infer<typeof instrument>;
