import { z } from "zod";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";

/** Where the list of everything in an export stands. */
export const INDEX_FILE = "lookback.json";

const path = z.string().max(300);

/** An older text of a notebook: one that has a name, or that a saved run was made on. */
const version = z.object({ hash: revisionHash, path, name: z.string().max(200).nullable() });

/** What an export holds: its notebooks and runs by file, and the data that they ran on by hash. */
export const workspaceIndex = z.object({
  lookback: z.literal(1),
  engine: z.string().max(40),
  notebooks: z
    .array(
      z.object({
        id: notebookId,
        path,
        title: z.string().max(300),
        outputs: path.optional().describe("what its cells showed last: gzipped JSON"),
        lineage: z.string().max(100).default("").describe("under which its trials are counted"),
        forkedFrom: z.string().max(100).nullable().default(null),
        versions: z.array(version).max(10_000).default([]).describe("oldest first"),
      }),
    )
    .max(10_000),
  runs: z
    .array(z.object({ path, report: path.optional() }))
    .max(100_000)
    .default([]),
  ledger: path.optional().describe("every trial that counts for the notebooks"),
  data: z
    .array(z.object({ symbol: z.string().max(40), timeframe: z.string().max(10), hash: z.string().max(64) }))
    .max(100_000)
    .describe("series that were there, by the hash of their bars"),
});
/** See {@link workspaceIndex}. */
export type WorkspaceIndex = z.infer<typeof workspaceIndex>;

/** A trial of the ledger as it is exported. */
export const ledgerEntry = z.object({
  lineage: z.string().max(100),
  strategyName: z.string().max(200),
  codeHash: z.string().max(64),
  paramsHash: z.string().max(64),
  dataHash: z.string().max(64),
  sharpe: z.number().nullable(),
});
/** The ledger of an export. */
export const ledger = z.array(ledgerEntry).max(200_000);
