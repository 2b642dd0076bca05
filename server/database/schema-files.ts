import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One file of Prisma's schema, which is all of prisma/schema/ together. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** Reads the files of the schema, by name. */
export function readSchemaFiles(prismaFolder: string): SchemaFile[] {
  const folder = join(prismaFolder, "schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), "utf8") }));
}
