import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { ServerError } from "#server/errors.ts";
import { exportWorkspace, importWorkspace, INDEX_FILE } from "#server/exchange/workspace-files.ts";
import { withDatabase } from "./with-database.ts";

/**
 * `lookback export <folder>`: writes notebooks, runs and a list of the data into a folder.
 *
 * @throws ServerError when the folder holds an export already.
 */
export async function exportTo(folder: string): Promise<void> {
  if (existsSync(join(folder, INDEX_FILE)))
    throw new ServerError("bad-request", `folder ${folder} holds an export already; choose another one`);
  let files = 0;
  await withDatabase(async (db) => {
    for await (const { path, text } of exportWorkspace(db)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      files++;
    }
  });
  console.log(`wrote ${files} files to ${folder}`);
}

/**
 * `lookback import-workspace <folder>`: makes the notebooks of an export, and says which of its data are missing here.
 *
 * @throws ServerError when the folder holds no export, or names a file outside of it.
 */
export async function importFrom(folder: string): Promise<void> {
  if (!existsSync(join(folder, INDEX_FILE)))
    throw new ServerError(
      "bad-request",
      `no ${INDEX_FILE} in ${folder}; give a folder that lookback export wrote`,
    );
  const root = resolve(folder);
  const read = (path: string) => {
    const file = resolve(root, path);
    if (!file.startsWith(root + sep))
      throw new ServerError("bad-request", `file ${path} is outside of the export`);
    return readFile(file, "utf8");
  };
  const { made, there, missing } = await withDatabase((db) => importWorkspace(db, read));
  console.log(`made ${made} notebooks; ${there} were there already`);
  if (missing.length > 0)
    console.log(
      `not here, or with other bars: ${missing.join(", ")}; import or sync them to get the same numbers`,
    );
}
