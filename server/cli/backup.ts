import { existsSync } from "node:fs";
import { ServerError } from "#server/errors.ts";
import { backup, restore } from "#server/operations/backup.ts";
import { withDatabase } from "./with-database.ts";

/** `lookback backup <file>`: writes everything in the database into one file. */
export async function backupTo(file: string): Promise<void> {
  const tables = await withDatabase((db) => backup(db, file));
  console.log(`wrote ${tables} tables to ${file}`);
}

/**
 * `lookback restore <file> --replace`: puts a backup in place of everything in the database.
 *
 * @throws ServerError when the file is not there or the flag is missing.
 */
export async function restoreFrom(file: string, replace: boolean): Promise<void> {
  if (!existsSync(file)) throw new ServerError("bad-request", `no file ${file}; give the path of a backup`);
  if (!replace)
    throw new ServerError(
      "bad-request",
      "a restore replaces everything in the database; add --replace to say so",
    );
  const tables = await withDatabase((db) => restore(db, file));
  console.log(`restored ${tables} tables from ${file}`);
}
