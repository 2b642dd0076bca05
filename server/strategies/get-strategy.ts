import { z } from "zod";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import type { ListedRun } from "#server/runs/list-runs.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import type { StrategySummary } from "./list-strategies.ts";
import { byHonesty } from "./list-strategies.ts";
import { keptSetting, type KeptSetting } from "./kept-setting.ts";
import { promotedFrom, type PromotedFrom } from "./promoted-from.ts";
import { unknownStrategy } from "./unknown-strategy.ts";

/** Which version of which strategy. */
export const getStrategyInput = z.object({ id: z.uuid() });

/** Newest runs of a version that are shown. */
const MAX_RUNS = 500;

/** A strategy's version with its text and its runs. */
export interface StrategyDetails extends StrategySummary {
  /** Its text; for a promoted trial what it was promoted with, as JSON. Null where no run brought it. */
  readonly source: string | null;
  /** What its text says where it was promoted from a trial. */
  readonly kept: KeptSetting | null;
  /** The trial that it was promoted from; null where it came from a run, or its study is gone. */
  readonly trial: PromotedFrom | null;
  /** The best by deflated Sharpe ratio first. */
  readonly runs: readonly ListedRun[];
}

/** Reads a version of a strategy. @throws ServerError "not-found" for an unknown id. */
export async function getStrategy(
  db: Database,
  { id }: z.infer<typeof getStrategyInput>,
): Promise<StrategyDetails> {
  const found = await db.prisma.strategyVersion.findUnique({ where: { id } });
  if (!found) throw unknownStrategy(id);
  const { workspaceId, author, changelog, createdAt, name, version, codeHash, notebookId, source } = found;
  const of = { strategyName: name, strategyVersion: version, codeHash };
  const runs = byHonesty(await listRuns(db, { limit: MAX_RUNS, of }, workspaceId));
  const names = await namesOf(db, [author ?? ""]);
  return {
    ...{ id, name, version, codeHash, notebookId, source },
    kept: await keptSetting(db, source),
    trial: await promotedFrom(db, { version, workspaceId }),
    author: names.get(author ?? "") ?? null,
    changelog: changelog ?? "",
    createdAt: createdAt.toISOString(),
    runCount: runs.length,
    best: runs[0] ?? null,
    runs,
  };
}
