import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import { inspectBars } from "#engine/data/quality/report.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readBars } from "#server/prices/read-bars.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import type { Span } from "#server/providers/provider.ts";
import { startSync } from "./start-sync.ts";

const DAY_MS = 86_400_000;

/** Which series to mend, and from whom. */
export const repairInput = barsRequest
  .pick({ symbol: true, timeframe: true })
  .extend({ provider: z.string().min(1).max(40) });

/** The stretches of time before whose end bars are missing, by the calendar of the bars; the first hundred. */
export function gapsOf(bars: Bars): Span[] {
  const missing = inspectBars(bars).warnings.find(({ check }) => check === "missing-bars");
  return (missing?.bars ?? []).map((bar) => ({
    from: bars.openTime[bar - 1] ?? 0,
    to: bars.openTime[bar] ?? 0,
  }));
}

/**
 * Queues a sync that fetches the stretch from a series' first gap to its last again, and stores what is missing there. Bars that are there stay: the prices of
 * two providers are not mixed for the sake of a gap.
 *
 * @throws ServerError "bad-request" when nothing is missing.
 */
export async function repairGaps(
  db: Database,
  providers: Providers,
  { symbol, timeframe, provider }: z.infer<typeof repairInput>,
): Promise<{ readonly id: string; readonly gaps: number }> {
  const gaps = gapsOf(await readBars(db, { symbol, timeframe, adjust: "raw" }));
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || !last)
    throw new ServerError("bad-request", `no gaps in ${symbol} ${timeframe}; nothing to repair`);
  // Whole days: providers take dates, and stamp days at midnight.
  const from = Math.floor(first.from / DAY_MS) * DAY_MS;
  const to = Math.ceil(last.to / DAY_MS) * DAY_MS;
  const { id } = await startSync(db, providers, {
    provider,
    symbols: [symbol],
    timeframe,
    from,
    to,
    kind: "fill",
  });
  return { id, gaps: gaps.length };
}
