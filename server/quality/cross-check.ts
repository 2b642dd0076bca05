import { z } from "zod";
import { closesThatDiffer, compareSources } from "#engine/data/quality/across-symbols.ts";
import type { Finding } from "#engine/data/quality/finding.ts";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { judgeRows } from "#server/prices/judge-rows.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { undoSplits } from "#server/prices/undo-splits.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import type { BarRow } from "#server/providers/provider.ts";
import { seriesInput } from "./get-series-quality.ts";

/** Which series to hold against which provider. */
export const crossCheckInput = seriesInput.extend({ provider: z.string().min(1).max(40) });

/** The newest stretch that is compared, ms. */
const STRETCH_MS = 366 * 86_400_000;

const RECORD = `INSERT INTO cross_checks (symbol, timeframe, provider, common, differing) VALUES ($1, $2, $3, $4, $5)`;

/** What a comparison found. */
export interface CrossCheck {
  /** Bars that both have. */
  readonly common: number;
  /** Those of them whose closes differ by more than 5 bps. */
  readonly differing: number;
  /** Bars whose closes differ by more than 5 bps, where they are more than 1 % of the common ones. */
  readonly finding: Finding | null;
}

/**
 * Compares the last year of a series with another provider's raw bars. What was found goes on the series' record; the bars do not.
 *
 * @throws ServerError "not-found" when the other provider has none of these bars.
 */
export async function crossCheck(
  db: BarStore,
  providers: Providers,
  { symbol, timeframe, provider: name }: z.infer<typeof crossCheckInput>,
): Promise<CrossCheck> {
  const provider = providers.get(name);
  const whole = await readBars(db, { symbol, timeframe, adjust: "raw" });
  const to = (whole.openTime.at(-1) ?? 0) + 1;
  const from = Math.max(whole.openTime[0] ?? 0, to - STRETCH_MS);
  const rows: BarRow[] = [];
  for await (const page of provider.fetchBars({
    symbol,
    timeframe,
    from: Math.floor(from / 86_400_000) * 86_400_000,
    to,
  })) {
    if (page.adjusted === "raw") rows.push(...page.rows);
    else {
      const told = await provider.fetchActions(symbol, { from: 0, to: Infinity });
      rows.push(
        ...undoSplits(
          page.rows,
          told.filter((each) => each.type !== "symbol-change"),
        ),
      );
    }
  }
  const theirs = judgeRows(rows, { symbol, timeframe }, provider.calendar, Infinity).bars;
  if (!theirs)
    throw new ServerError(
      "not-found",
      `${name} has no ${timeframe} bars of ${symbol}; choose another provider`,
    );
  const { common, differing } = closesThatDiffer(whole, theirs);
  await db.pool.query(RECORD, [symbol, timeframe, name, common, differing.length]);
  return { common, differing: differing.length, finding: compareSources(whole, theirs) ?? null };
}
