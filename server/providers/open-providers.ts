import { hashText } from "#engine/hash.ts";
import { ServerError } from "#server/errors.ts";
import type { SharedTokens } from "#server/operations/shared-tokens.ts";
import { tokensFromEnvironment } from "#server/operations/shared-tokens.ts";
import type { Vendor } from "./catalogue.ts";
import { VENDORS } from "./catalogue.ts";
import { filesProvider } from "./files/files-provider.ts";
import type { Clock } from "./http/clock.ts";
import { systemClock } from "./http/clock.ts";
import { httpClient } from "./http/http-client.ts";
import type { Provider } from "./provider.ts";
import { readVendor, variablesOf } from "./provider-env.ts";
import type { VendorSettings } from "./provider-env.ts";

/** The providers that the environment has keys for, by name. */
export interface Providers {
  readonly all: readonly Provider[];
  /** @throws ServerError "bad-request" naming the variable that is missing, or the providers there are. */
  get(name: string): Provider;
}

/** Where settings are read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens every provider that can be called: those with a key, those that need none, and files where `LOOKBACK_FILES` names
 * their folder. Nothing is called yet. One set per process, since it holds the rate limits of the keys.
 *
 * @throws ServerError "setup" naming every variable that is wrong at once, never its value.
 */
export function openProviders(environment: Environment = process.env, clock: Clock = systemClock): Providers {
  const faults: string[] = [];
  const tokens = tokensFromEnvironment(environment);
  const opened = VENDORS.flatMap((vendor): Provider[] => {
    const settings = readVendor(vendor, environment);
    if (isFaults(settings)) faults.push(...settings);
    else if (isUsable(vendor, settings)) return [openVendor(vendor, settings, clock, tokens)];
    return [];
  });
  if (faults.length > 0)
    throw new ServerError("setup", `invalid environment: ${faults.join(", ")}; correct or unset them`);
  const folder = environment["LOOKBACK_FILES"];
  const all = folder ? [...opened, filesProvider(folder)] : opened;
  return { all, get: (name) => all.find((each) => each.name === name) ?? refuse(name, all) };
}

const shared = globalThis as { lookbackProviders?: Providers };

/** The app's providers, opened once per process, however often a bundler loads this module. */
export function appProviders(): Providers {
  return (shared.lookbackProviders ??= openProviders());
}

function isFaults(read: VendorSettings | readonly string[]): read is readonly string[] {
  return Array.isArray(read);
}

function isUsable({ key, hasSecret = false }: Vendor, settings: VendorSettings): boolean {
  if (key === undefined) return true;
  return settings.key !== undefined && (!hasSecret || settings.secret !== undefined);
}

function openVendor(
  vendor: Vendor,
  settings: VendorSettings,
  clock: Clock,
  tokens: SharedTokens | undefined,
): Provider {
  const secrets = [settings.key ?? "", settings.secret ?? ""] as const;
  // The limit is the key's: two keys of one vendor have two.
  const name = `${vendor.name}/${hashText(secrets[0]).slice(0, 16)}`;
  const carried = vendor.key?.(...secrets) ?? {};
  const http = httpClient({
    provider: vendor.name,
    baseUrl: settings.url ?? vendor.baseUrl,
    perMinute: settings.perMinute ?? vendor.perMinute,
    secrets,
    clock,
    ...(tokens ? { shared: { tokens, name } } : {}),
    ...carried,
  });
  return vendor.create(http, clock);
}

function refuse(name: string, all: readonly Provider[]): never {
  const vendor = VENDORS.find((each) => each.name === name);
  if (vendor) {
    const { key, secret } = variablesOf(vendor);
    const missing = vendor.hasSecret ? `${key} and ${secret}` : key;
    throw new ServerError("bad-request", `no key for ${name}; set ${missing} in the server's environment`);
  }
  if (name === "files")
    throw new ServerError(
      "bad-request",
      "no folder of files; set LOOKBACK_FILES in the server's environment",
    );
  const names = all.map((each) => each.name).join(", ");
  throw new ServerError("bad-request", `unknown provider: ${name.slice(0, 40)}; use one of ${names}`);
}
