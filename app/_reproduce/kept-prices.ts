import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { Manifest } from "#engine/manifest.ts";

type LoadBars = (request: BarsRequest) => Promise<Uint8Array>;

/**
 * Loads prices as they were when results were computed: by the hashes that their manifests name, so that prices which came or changed since
 * do not count. What has no such version any more, or was cut in a cell, is loaded as it is now.
 */
export function keptPrices(manifests: readonly Pick<Manifest, "data">[], load: LoadBars): LoadBars {
  const hashes = new Map<string, string>();
  for (const { data } of manifests)
    for (const { symbol, timeframe, synthetic, hash } of data)
      if (synthetic !== true) hashes.set(`${symbol} ${timeframe}`, hash);
  return async (request) => {
    const hash = hashes.get(`${request.symbol} ${request.timeframe}`);
    if (hash === undefined || request.hash !== undefined) return load(request);
    return load({ ...request, hash }).catch(() => load(request));
  };
}
