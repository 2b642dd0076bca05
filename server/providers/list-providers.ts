import type { Timeframe } from "#engine/market/bars.ts";
import { VENDORS } from "./catalogue.ts";
import type { Providers } from "./open-providers.ts";
import type { ProviderHealth } from "./provider.ts";
import { variablesOf } from "./provider-env.ts";

/** A provider as the Data page shows it. */
export interface ProviderInfo {
  readonly name: string;
  readonly title: string;
  /** Whether it can be called. */
  readonly ready: boolean;
  /** What to set in the server's environment where it cannot. */
  readonly missing: string;
  readonly timeframes: readonly Timeframe[];
}

/** Lists every provider, those that can be called first. */
export function listProviders({ all }: Providers): ProviderInfo[] {
  const ready = all.map(({ name, title, timeframes }) => ({
    name,
    title,
    timeframes,
    ready: true,
    missing: "",
  }));
  const names = new Set(ready.map(({ name }) => name));
  const others = VENDORS.filter(({ name }) => !names.has(name)).map((vendor) => {
    const { key, secret } = variablesOf(vendor);
    const missing = vendor.hasSecret ? `${key} and ${secret}` : key;
    return { name: vendor.name, title: vendor.name, timeframes: [], ready: false, missing };
  });
  return [...ready, ...others];
}

/** The health of every provider that can be called, by name; asks each for a sign of life. */
export async function checkProviders(
  { all }: Providers,
  signal?: AbortSignal,
): Promise<Record<string, ProviderHealth>> {
  const options = signal ? { signal } : {};
  return Object.fromEntries(
    await Promise.all(all.map(async (each) => [each.name, await each.health(options)] as const)),
  );
}
