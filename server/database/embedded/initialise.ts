import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ServerError } from "#server/errors.ts";
import type { Account } from "./account.ts";
import { makePrivate } from "./places.ts";

/** The database's own superuser, and the name of the database. */
export const DATABASE_USER = "lookback";

/**
 * Creates the data folder when there is none: UTF-8, byte order, page checksums, password login only.
 *
 * @returns The password, made at random and kept beside the data folder, readable by its owner alone.
 * @throws ServerError "setup" with initdb's own words.
 */
export function initialise(native: string, data: string, account: Account | undefined): string {
  const passwordFile = join(dirname(data), "database-password");
  if (existsSync(join(data, "PG_VERSION")) && existsSync(passwordFile))
    return readFileSync(passwordFile, "utf8");
  const password = randomBytes(24).toString("hex");
  // A folder without both is what a first start leaves when it is killed half way.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const staging = `${data}.new`;
  rmSync(staging, { recursive: true, force: true });
  makePrivate(staging, account);
  runInitdb(native, staging, passwordFile, account);
  renameSync(staging, data);
  return password;
}

function runInitdb(native: string, data: string, passwordFile: string, account: Account | undefined): void {
  const args = [
    "-D",
    data,
    "-U",
    DATABASE_USER,
    `--pwfile=${passwordFile}`,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
  ];
  args.push("--locale=C", "--data-checksums", "--no-instructions");
  const done = spawnSync(join(native, "bin", "initdb"), args, {
    ...account,
    cwd: dirname(data),
    encoding: "utf8",
  });
  if (done.status === 0) return;
  const words = (done.stderr || String(done.error ?? "")).trim().split("\n").at(-1) ?? "";
  throw new ServerError("setup", `database could not be created in ${data}: ${words}; or set DATABASE_URL`);
}
