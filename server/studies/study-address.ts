import { hashJson } from "#engine/hash.ts";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { StudyRequest } from "./study-schemas.ts";

/**
 * The name of a study by all that decides its result: code, data, options, search, engine. What only says where it was asked for, or how
 * many trials and looks its notebook had before, is left out.
 *
 * @param dataHash Of the data versions that it runs on.
 */
export function studyAddress(
  { strategy, symbols, timeframe, adjust, parts, options, study, ownObjective }: StudyRequest,
  dataHash: string,
): string {
  const search = { ...study, priorTrials: 0, priorOpenings: 0 };
  const source = strategy.kind === "bundle" ? { hash: strategy.hash, name: strategy.name } : strategy;
  return hashJson([
    ...[ENGINE_VERSION, source, symbols, timeframe, adjust, dataHash],
    ...[parts ?? null, options, search],
    ...(ownObjective ? [ownObjective] : []),
  ]);
}
