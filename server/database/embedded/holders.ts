import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProcess } from "./process.ts";

/**
 * Notes that this process uses the database in `home`, so that whoever leaves last stops it.
 * One file per process and use, holding when the process began: one that was killed no longer counts.
 *
 * @returns A function that takes the note away and tells whether no other holder is left.
 */
export function holdDatabase(home: string): () => boolean {
  const folder = join(home, "holders");
  mkdirSync(folder, { recursive: true });
  const own = join(folder, `${process.pid}-${counter++}`);
  writeFileSync(own, findProcess(process.pid)?.began ?? "");
  return () => {
    rmSync(own, { force: true });
    return liveHolders(folder) === 0;
  };
}

let counter = 0;

function liveHolders(folder: string): number {
  let alive = 0;
  for (const name of readdirSync(folder)) {
    const began = findProcess(Number.parseInt(name, 10))?.began;
    if (began !== undefined && began === readNote(join(folder, name))) alive++;
    else rmSync(join(folder, name), { force: true });
  }
  return alive;
}

function readNote(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // its holder left while we counted
  }
}
