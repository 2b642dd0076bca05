import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ServerError } from "#server/errors.ts";

/** A Unix account by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that may run the database when we are root, the most fitting first. */
const CANDIDATES = ["postgres", "nobody", "lookback"] as const;

/**
 * The account that must run the database in place of ours, or undefined when ours will do.
 *
 * Postgres refuses to run as root. Everyone else runs it as themselves.
 *
 * @throws ServerError "setup" as root on a system without any unprivileged account and without `useradd`.
 */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return existingAccount() ?? addAccount();
}

function existingAccount(): Account | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of CANDIDATES) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return undefined;
}

function addAccount(): Account {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "lookback"], {
      stdio: "ignore",
    });
  } catch (cause) {
    throw new ServerError(
      "setup",
      "no unprivileged account for the database: postgres will not run as root; run as an ordinary user, or set DATABASE_URL",
      {},
      cause,
    );
  }
  const added = existingAccount();
  if (!added) throw new ServerError("setup", "account lookback was added but cannot be found in /etc/passwd");
  return added;
}
