import { z } from "zod";
import type { Vendor } from "./catalogue.ts";

/** The names of a vendor's variables. */
export function variablesOf({ variable }: Pick<Vendor, "variable">) {
  return {
    key: `${variable}_API_KEY`,
    secret: `${variable}_API_SECRET`,
    url: `${variable}_URL`,
    perMinute: `${variable}_PER_MINUTE`,
  };
}

/** What the environment says about one vendor. */
export const vendorSettings = z.object({
  key: z.string().min(1).max(500).optional(),
  secret: z.string().min(1).max(500).optional(),
  url: z
    .string()
    .regex(
      /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+(\/.*)?$/,
      "must be an address of this machine, for tests",
    )
    .optional(),
  perMinute: z.coerce.number().int().min(1).max(100_000).optional(),
});
export type VendorSettings = z.infer<typeof vendorSettings>;
