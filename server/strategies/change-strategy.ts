import { z } from "zod";
import type { Database } from "#server/db.ts";
import { unknownStrategy } from "./unknown-strategy.ts";

/** What a person says of a version: what is new in it, and why. */
export const changeStrategyInput = z.object({ id: z.uuid(), changelog: z.string().max(10_000) });

/** Changes what is said of a version; its code and its runs are what they are. @throws ServerError "not-found" for an unknown id. */
export async function changeStrategy(
  db: Database,
  { id, changelog }: z.infer<typeof changeStrategyInput>,
): Promise<{ readonly id: string }> {
  const { count } = await db.prisma.strategyVersion.updateMany({ where: { id }, data: { changelog } });
  if (count === 0) throw unknownStrategy(id);
  return { id };
}
