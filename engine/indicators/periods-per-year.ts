import { z } from "zod";

/** The schema of the number of bars in a year, for volatilities; 1 leaves them per bar. */
export const periodsPerYear: z.ZodDefault<z.ZodNumber> = z
  .number()
  .min(1)
  .max(10_000_000)
  .default(252)
  .describe("bars in a year, to annualise with; 1 leaves the value per bar");
