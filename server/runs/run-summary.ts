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
  manifestHash: true,
  resultHash: true,
  metrics: true,
  tradesCount: true,
  durationMs: true,
  notebookId: true,
  notebookRevision: true,
  cellId: true,
  createdAt: true,
} as const satisfies Prisma.RunSelect;

type StoredRun = Prisma.RunGetPayload<{ select: typeof summaryColumns }>;

/** A run as lists show it: plain JSON. */
export type RunSummary = Omit<StoredRun, "metrics" | "createdAt"> & {
  readonly statistics: z.infer<typeof statistics>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
};

/** Turns a stored run into what lists show. */
export function summarise({ metrics, createdAt, ...rest }: StoredRun): RunSummary {
  return { ...rest, statistics: statistics.parse(metrics), createdAt: createdAt.toISOString() };
}
