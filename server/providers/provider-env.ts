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

/** What the environment says about one vendor, or what is wrong with it, by the names of its variables and never their values. */
export function readVendor(
  vendor: Pick<Vendor, "variable">,
  environment: Readonly<Record<string, string | undefined>>,
): VendorSettings | readonly string[] {
  const names = variablesOf(vendor);
  const given = Object.entries(names).flatMap(([field, name]) =>
    environment[name] ? [[field, environment[name]] as const] : [],
  );
  const parsed = vendorSettings.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(
    ({ path, message }) => `${names[path[0] as keyof typeof names]} (${message})`,
  );
}

/** Everything that is wrong with the variables of all vendors. */
export function vendorFaults(environment: Readonly<Record<string, string | undefined>>): string[] {
  return VENDOR_VARIABLES.flatMap((variable) => {
    const read = readVendor({ variable }, environment);
    return Array.isArray(read) ? (read as string[]) : [];
  });
}

/** Beginnings of the vendors' variables; the catalogue's rows name one each. */
export const VENDOR_VARIABLES = [
  ...["FMP", "FMP_LEGACY", "TIINGO", "MASSIVE", "ALPACA", "EODHD", "ALPHA_VANTAGE", "BINANCE"],
] as const;
