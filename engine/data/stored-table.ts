import { z } from "zod";

/** Tables of the database that SQL cells read by name: what was saved, of all notebooks. */
export const storedTable = z.enum([
  "saved_runs",
  "saved_trades",
  "saved_studies",
  "saved_trials",
  "saved_windows",
  "saved_ledger",
]);
export type StoredTable = z.infer<typeof storedTable>;
