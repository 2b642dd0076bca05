import { z } from "zod";

/**
 * The schema of a window's length in bars, as most indicators have one.
 *
 * @param standard The default.
 * @param what What the length is of, for forms and reference pages.
 * @param limits Least and most bars; 1 to 100,000 where absent. Windows that cost their length at every bar have a lower limit.
 */
export function lengthBars(
  standard: number,
  what: string,
  limits: { readonly min?: number; readonly max?: number } = {},
): z.ZodDefault<z.ZodNumber> {
  const { min = 1, max = 100_000 } = limits;
  const range = `${min} to ${max.toLocaleString("en-US")}`;
  return z.number().int().min(min).max(max).default(standard).describe(`${what} in bars, ${range}`);
}
