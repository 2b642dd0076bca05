import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** What goes into the app's build. */
const SOURCES = [
  "app",
  "engine",
  "workers",
  "server",
  "prisma/schema",
  "next.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** SHA-256 over the names and contents of everything the app is built from. */
export function sourceHash(root: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const source of SOURCES) {
    for (const path of filesOf(join(root, source))) {
      hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesOf(join(path, name)));
}
