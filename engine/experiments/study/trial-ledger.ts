import { z } from "zod";

/** Every evaluation in a notebook's lineage: what was tried counts, whether or not it was kept. */
export const trialLedger = z.strictObject({
  lineage: z.string().max(200).describe("notebook, with its forks"),
  entries: z
    .array(
      z.strictObject({
        study: z.string().max(200),
        strategy: z.string().max(200),
        trials: z.number().int().min(0).describe("complete, pruned and failed ones"),
        isDeleted: z.boolean().default(false),
      }),
    )
    .max(100_000),
});
/** A ledger of trials. */
export type TrialLedger = Readonly<z.output<typeof trialLedger>>;

/** Trials of a lineage, deleted ones included; of one strategy where it is named. */
export function countTrials({ entries }: TrialLedger, strategy?: string): number {
  return entries.reduce(
    (sum, entry) => sum + (strategy === undefined || entry.strategy === strategy ? entry.trials : 0),
    0,
  );
}
