import { z } from "zod";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { studyRunOptions, type StrategySource } from "#engine/experiments/study/study-order.ts";
import type { BarStore } from "#server/db.ts";
import { readSource } from "#server/studies/read-source.ts";
import { studyRequest } from "#server/studies/study-schemas.ts";

/** What promoteTrial keeps of a trial; those of an earlier release have strategy and parameters alone. */
const keptSource = z.object({
  strategy: studyRequest.shape.strategy,
  params: z.record(z.string(), z.unknown()),
  symbols: z.array(z.string()).default([]),
  timeframe: z.enum(TIMEFRAMES).default("1d"),
  options: studyRunOptions.default({}),
});

/** A strategy with the parameters that a study found, and what it was searched on. */
export interface KeptSetting extends Omit<z.output<typeof keptSource>, "strategy"> {
  readonly strategy: StrategySource;
}

/** Reads what a version that was promoted from a trial consists of; null where the text is not of that kind. */
export async function keptSetting(db: BarStore, source: string | null): Promise<KeptSetting | null> {
  const found = keptSource.safeParse(jsonOf(source));
  if (!found.success) return null;
  return { ...found.data, strategy: await readSource(db, found.data.strategy) };
}

function jsonOf(source: string | null): unknown {
  if (source?.startsWith("{") !== true) return undefined;
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}
