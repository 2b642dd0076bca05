import { z } from "zod";
import type { BacktestResult } from "../../result.ts";
import type { CellState } from "../output.ts";

/** Most findings that are kept of one revision, and most points of an account's line. */
export const FINDING_LIMITS = { perRevision: 40, points: 64 } as const;

/** The statistics that are kept, those that are compared first. */
export const FINDING_KINDS = [
  ...["totalReturn", "annualReturn", "annualVolatility", "sharpe", "sortino", "maxDrawdown", "calmar"],
  ...["tradeCount", "winRate", "profitFactor", "costDrag", "probabilisticSharpe"],
] as const;

/** What one backtest of a notebook found, in small: kept with the revision that it was run on. */
export const finding = z.object({
  cellId: z.string().max(32),
  place: z.number().int().min(0).max(100).describe("0 for the first backtest that the cell shows"),
  strategy: z.string().max(200),
  manifestHash: z.string().max(64),
  resultHash: z.string().max(64),
  statistics: z.partialRecord(z.enum(FINDING_KINDS), z.number().nullable()),
  time: z.array(z.number()).max(FINDING_LIMITS.points).describe("UTC ms"),
  equity: z.array(z.number()).max(FINDING_LIMITS.points).describe("account currency, as long as time"),
});
export type Finding = z.infer<typeof finding>;

/** What a revision's backtests found, in page order. */
export const findings = z.array(finding).max(FINDING_LIMITS.perRevision);

/** What the backtests found that cells show as they are: results of an older text or of a failed run are left out. */
export function findingsOf(states: readonly Pick<CellState, "cellId" | "status" | "outputs">[]): Finding[] {
  return states
    .filter(({ status }) => status === "fresh")
    .flatMap(({ cellId, outputs = [] }) => {
      const results = outputs.flatMap((output) => (output.type === "backtest" ? [output.result] : []));
      return results.map((result, place) => findingOf(cellId, place, result));
    })
    .slice(0, FINDING_LIMITS.perRevision);
}

function findingOf(cellId: string, place: number, result: BacktestResult): Finding {
  const { manifest, resultHash, statistics, time, equity } = result;
  const points = Math.min(FINDING_LIMITS.points, time.length);
  const rows = Array.from({ length: points }, (_, at) =>
    Math.round((at * (time.length - 1)) / Math.max(1, points - 1)),
  );
  return {
    cellId,
    place,
    strategy: manifest.strategy.name.slice(0, 200),
    manifestHash: manifest.hash,
    resultHash,
    statistics: Object.fromEntries(FINDING_KINDS.map((kind) => [kind, statistics[kind] ?? null])),
    time: rows.map((row) => time[row] ?? 0),
    equity: rows.map((row) => equity[row] ?? 0),
  };
}

/** One backtest before and after; an absent side did not show it. */
export interface FindingChange {
  readonly cellId: string;
  readonly before: Finding | undefined;
  readonly after: Finding | undefined;
  /** Whether both have the same result, bit for bit. */
  readonly same: boolean;
}

/** Lays the findings of two revisions over each other: those of `after` in order, then those that only `before` has. */
export function compareFindings(before: readonly Finding[], after: readonly Finding[]): FindingChange[] {
  const key = ({ cellId, place }: Finding) => `${cellId} ${place}`;
  const old = new Map(before.map((one) => [key(one), one]));
  const now = new Set(after.map(key));
  const gone = before.filter((one) => !now.has(key(one)));
  return [
    ...after.map((one) => pair(old.get(key(one)), one)),
    ...gone.map((one): FindingChange => ({ cellId: one.cellId, before: one, after: undefined, same: false })),
  ];
}

function pair(before: Finding | undefined, after: Finding): FindingChange {
  return { cellId: after.cellId, before, after, same: before?.resultHash === after.resultHash };
}
