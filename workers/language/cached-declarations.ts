import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Declarations } from "./declarations.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, ".lookback", "declarations.json");
/** What the declarations follow from. */
const SOURCES = ["engine", "workers/cells", "workers/warehouse", "workers/language"];

function sourcesHash(): string {
  const hash = createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json")));
  for (const folder of SOURCES) {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((name) => name.endsWith(".ts")).sort())
      hash.update(name).update(readFileSync(join(ROOT, folder, name)));
  }
  return hash.digest("hex");
}

function readCache(hash: string): Declarations | null {
  try {
    const kept = JSON.parse(readFileSync(CACHE, "utf8")) as { hash: string; declarations: Declarations };
    return kept.hash === hash ? kept.declarations : null;
  } catch {
    return null;
  }
}

/** The declarations of the present sources: from the last time where nothing changed, else made anew in 3 to 6 seconds. */
export async function cachedDeclarations(): Promise<Declarations> {
  const hash = sourcesHash();
  const kept = readCache(hash);
  if (kept !== null) return kept;
  // The compiler is a second's work to load, for nothing where the cache is good.
  const { makeDeclarations } = await import("./declarations.ts");
  const declarations = makeDeclarations();
  mkdirSync(join(ROOT, ".lookback"), { recursive: true });
  // Whole or not at all: another process may be reading.
  const part = `${CACHE}.${process.pid}`;
  writeFileSync(part, JSON.stringify({ hash, declarations }));
  renameSync(part, CACHE);
  return declarations;
}
