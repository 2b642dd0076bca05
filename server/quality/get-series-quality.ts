import { z } from "zod";
import { barsRequest } from "#engine/data/bars-request.ts";
import type { Finding } from "#engine/data/quality/finding.ts";
import type { Bars } from "#engine/market/bars.ts";
import { calendarOfBars } from "#engine/market/calendar.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import type { BarStore } from "#server/db.ts";
import { readActions } from "#server/prices/read-actions.ts";
import { readBars } from "#server/prices/read-bars.ts";

/** Which series. */
export const seriesInput = barsRequest.pick({ symbol: true, timeframe: true });

/** The sessions of a month that have bars, of those that the calendar has between the first bar and the last. */
export interface MonthCoverage {
  /** `2024-01`. */
  readonly month: string;
  readonly sessions: number;
  readonly present: number;
}

const finding = z.object({
  ...{ check: z.string(), severity: z.enum(["issue", "warning"]), message: z.string(), fix: z.string() },
  ...{ count: z.number(), bars: z.array(z.number()) },
}) satisfies z.ZodType<Finding>;
const versionRow = z.object({
  ...{ id: z.string(), hash: z.string(), bars: z.number(), score: z.number().nullable(), source: z.string() },
  ...{ added: z.number(), changed: z.number(), quarantined: z.number(), loadedAt: z.number() },
  forgottenAt: z.number().nullable(),
  findings: z.array(finding),
});
const heldRow = z.object({
  ...{ id: z.string(), time: z.number().nullable(), open: z.number(), high: z.number(), low: z.number() },
  ...{ close: z.number(), volume: z.number(), source: z.string(), reason: z.string(), status: z.string() },
});
const overrideRow = z.object({
  ...{ kind: z.string(), reason: z.string(), createdAt: z.number(), score: z.number().nullable() },
});
const comparisonRow = z.object({
  ...{ provider: z.string(), common: z.number(), differing: z.number(), checkedAt: z.number() },
});
const lifeRow = z.object({
  ...{ active: z.boolean(), listedOn: z.number().nullable(), delistedOn: z.number().nullable() },
  ...{ renamedTo: z.string().nullable(), formerNames: z.array(z.string()), exchange: z.string().nullable() },
});

/** All that is known of how good a series is; times are UTC ms. */
export interface SeriesQuality {
  readonly score: number | null;
  readonly findings: readonly Finding[];
  /** When each found bar opens, by check, so that a finding can be looked at. */
  readonly foundAt: Readonly<Record<string, readonly number[]>>;
  readonly coverage: readonly MonthCoverage[];
  readonly versions: readonly z.infer<typeof versionRow>[];
  readonly held: readonly z.infer<typeof heldRow>[];
  readonly actions: readonly CorporateAction[];
  readonly overrides: readonly z.infer<typeof overrideRow>[];
  /** What other providers said of it, newest first, one per provider. */
  readonly comparisons: readonly z.infer<typeof comparisonRow>[];
  /** What is known of its listing; days as UTC ms. */
  readonly life: z.infer<typeof lifeRow> | null;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const VERSIONS = `SELECT id, hash, bars, score, source, added, changed, quarantined, findings, ${ms("loaded_at")} AS "loadedAt",
  ${ms("forgotten_at")} AS "forgottenAt"
  FROM data_versions WHERE symbol = $1 AND timeframe = $2 ORDER BY id DESC LIMIT 20`;
const HELD = `SELECT id, ${ms("open_time")} AS time, open, high, low, close, volume, source, reason, status
  FROM quarantined_bars WHERE symbol = $1 AND timeframe = $2 ORDER BY status = 'held' DESC, id DESC LIMIT 200`;
const COMPARISONS = `SELECT DISTINCT ON (provider) provider, common, differing, ${ms("checked_at")} AS "checkedAt"
  FROM cross_checks WHERE symbol = $1 AND timeframe = $2 ORDER BY provider, id DESC`;
const LIFE = `SELECT active, exchange, renamed_to AS "renamedTo", ${ms("listed_on::timestamp")} AS "listedOn", ${ms("delisted_on::timestamp")} AS "delistedOn",
  coalesce((SELECT array_agg(f.symbol ORDER BY f.symbol) FROM symbols f WHERE f.renamed_to = s.symbol), '{}') AS "formerNames"
  FROM symbols s WHERE symbol = $1`;
const OVERRIDES = `SELECT kind, reason, score, ${ms("created_at")} AS "createdAt" FROM data_overrides WHERE symbol = $1 AND timeframe = $2 ORDER BY id`;

/**
 * Reads the record of a series' quality: score and findings of its newest version, coverage by month, what was put aside, splits and dividends,
 * and what people decided.
 *
 * @throws ServerError "not-found" when there is no such series.
 */
export async function getSeriesQuality(
  db: BarStore,
  { symbol, timeframe }: z.infer<typeof seriesInput>,
): Promise<SeriesQuality> {
  const bars = await readBars(db, { symbol, timeframe, adjust: "raw" });
  const select = async <T>(sql: string, row: z.ZodType<T>) =>
    z.array(row).parse((await db.pool.query(sql, [symbol, timeframe])).rows);
  const versions = await select(VERSIONS, versionRow);
  const findings = versions[0]?.findings ?? [];
  return {
    score: versions[0]?.score ?? null,
    findings,
    foundAt: Object.fromEntries(
      findings.map((each) => [each.check, each.bars.slice(0, 10).map((bar) => bars.openTime[bar] ?? NaN)]),
    ),
    coverage: coverageOf(bars),
    versions,
    held: await select(HELD, heldRow),
    actions: await readActions(db.pool, symbol),
    overrides: await select(OVERRIDES, overrideRow),
    comparisons: await select(COMPARISONS, comparisonRow),
    life: z.array(lifeRow).parse((await db.pool.query(LIFE, [symbol])).rows)[0] ?? null,
  };
}

/** Coverage of each month from the first bar's to the last's, by the calendar that the bars show. O(bars + days). */
export function coverageOf(bars: Bars): MonthCoverage[] {
  const calendar = calendarOfBars(bars);
  const days = new Set(Array.from(bars.openTime, (time) => calendar.dayAt(time)));
  const [first, last] = [bars.openTime[0], bars.openTime.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months = new Map<string, { sessions: number; present: number }>();
  for (let day = calendar.dayAt(first); day <= calendar.dayAt(last); day++) {
    if (!calendar.isSession(day)) continue;
    const month = new Date(day * 86_400_000).toISOString().slice(0, 7);
    const count = months.get(month) ?? { sessions: 0, present: 0 };
    months.set(month, { sessions: count.sessions + 1, present: count.present + (days.has(day) ? 1 : 0) });
  }
  return [...months].map(([month, count]) => ({ month, ...count }));
}
