import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Account } from "./account.ts";

/**
 * Where root keeps what the database's account must reach when the project lies under a folder that this
 * account may not search (a clone of mode 700, root's home): binaries once per version, data once per project.
 */
export const SEARCHABLE_HOME = "/var/lib/lookback";

/** Whether an account may read a file or folder and search every folder above it. Looks at modes, not at ACLs. */
export function mayReach(path: string, account: Account): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && !hasBits(at, account, at === resolve(path) ? 0o5 : 0o1)) return false;
    if (at === dirname(at)) return true;
  }
}

function hasBits(path: string, account: Account, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/**
 * The folder that holds the data: `<home>/pg18`, or, when the database's account cannot reach it,
 * a folder under {@link SEARCHABLE_HOME} named by the hash of `home`.
 */
export function dataPlace(home: string, account: Account | undefined): string {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const local = join(home, "pg18");
  if (!account || mayReach(home, account)) return local;
  const name = createHash("sha256").update(resolve(home)).digest("hex").slice(0, 16);
  return join(makeSearchable(SEARCHABLE_HOME), name, "pg18");
}

/**
 * A folder of binaries that the database's account can run: the package's own, or a copy of it under
 * {@link SEARCHABLE_HOME}, made once per version.
 */
export function binariesPlace(native: string, version: string, account: Account | undefined): string {
  if (!account || mayReach(join(native, "bin", "postgres"), account)) return native;
  const copy = join(makeSearchable(SEARCHABLE_HOME), `binaries-${version}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  makeReadable(partial);
  moveOnce(partial, copy);
  return copy;
}

/** Makes an empty folder that only the given account (or we) may enter. */
export function makePrivate(path: string, account: Account | undefined): void {
  makeSearchable(dirname(path));
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (account) chownSync(path, account.uid, account.gid);
}

function makeSearchable(path: string): string {
  if (existsSync(path)) return path;
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
  return path;
}

function makeReadable(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}

/** Two first starts at once both copy; the first rename wins and the loser's copy goes. */
function moveOnce(partial: string, target: string): void {
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
