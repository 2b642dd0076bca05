import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";

/** Statistics as they are stored; null is "undefined for this run". */
const statistics = z.record(z.string(), z.number().nullable());

/** The columns that {@link summarise} reads. */
export const summaryColumns = {
  id: true,
  kind: true,
  status: true,
  strategyName: true,
  strategyVersion: true,
  codeHash: true,
  manifestHash: true,
  resultHash: true,
  metrics: true,
  tradesCount: true,
  durationMs: true,
  notebookId: true,
  notebookRevision: true,
  cellId: true,
  createdAt: true,
  params: true,
  startTime: true,
  endTime: true,
  note: true,
  rerunHash: true,
  rerunAt: true,
  manifest: true,
} as const satisfies Prisma.RunSelect;

type StoredRun = Prisma.RunGetPayload<{ select: typeof summaryColumns }>;

/** The part of a manifest that lists show. */
const listedManifest = z.object({ data: z.array(z.object({ symbol: z.string(), timeframe: z.string() })) });
const listedParams = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

/** Symbols named in a list; a universe has hundreds. */
const SYMBOLS = 4;

/** A run as lists show it: plain JSON. */
export type RunSummary = Omit<
  StoredRun,
  "metrics" | "createdAt" | "rerunAt" | "manifest" | "params" | "startTime" | "endTime"
> & {
  readonly statistics: z.infer<typeof statistics>;
  readonly params: z.infer<typeof listedParams>;
  /** The first four symbols, and how many there are. */
  readonly symbols: readonly string[];
  readonly symbolCount: number;
  readonly timeframe: string | null;
  /** UTC ms; null for a run without data. */
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** When it was last run again; ISO 8601, UTC; null where it never was. What came of it then is `rerunHash`. */
  readonly rerunAt: string | null;
};

/** Turns a stored run into what lists show. */
export function summarise(run: StoredRun): RunSummary {
  const { metrics, createdAt, rerunAt, manifest, params, startTime, endTime, ...rest } = run;
  const data = listedManifest.safeParse(manifest).data?.data ?? [];
  return {
    ...rest,
    statistics: statistics.parse(metrics),
    params: listedParams.safeParse(params).data ?? {},
    symbols: data.slice(0, SYMBOLS).map(({ symbol }) => symbol),
    symbolCount: data.length,
    timeframe: data[0]?.timeframe ?? null,
    startTime: startTime?.getTime() ?? null,
    endTime: endTime?.getTime() ?? null,
    createdAt: createdAt.toISOString(),
    rerunAt: rerunAt?.toISOString() ?? null,
  };
}
