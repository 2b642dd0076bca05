import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { ServerError } from "#server/errors.ts";
import { exportWorkspace } from "#server/exchange/export-workspace.ts";
import { importWorkspace } from "#server/exchange/import-workspace.ts";
import { openZip } from "#server/exchange/unzip.ts";
import { INDEX_FILE } from "#server/exchange/workspace-index.ts";
import { ownerFor } from "#server/account/owner-for.ts";
import { withDatabase } from "./with-database.ts";

/**
 * `lookback export <folder>`: writes notebooks, runs, the ledger of trials and a list of the data into a folder.
 *
 * @throws ServerError when the folder holds an export already.
 */
export async function exportTo(folder: string): Promise<void> {
  if (existsSync(join(folder, INDEX_FILE)))
    throw new ServerError("bad-request", `folder ${folder} holds an export already; choose another one`);
  let files = 0;
  await withDatabase(async (db) => {
    for await (const { path, body } of exportWorkspace(db)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, body);
      files++;
    }
  });
  console.log(`wrote ${files} files to ${folder}`);
}

/**
 * `lookback import-workspace <folder or .zip> [--as <e-mail>]`: makes the notebooks and runs of an export, and says which of its data are missing
 * here. Where there are accounts they belong to that one, else to the first owner.
 *
 * @throws ServerError when there is no export, or it names a file outside of it.
 */
export async function importFrom(from: string, email?: string): Promise<void> {
  const read = from.endsWith(".zip") ? await readerOfZip(from) : readerOfFolder(from);
  const { made, there, runs, missing } = await withDatabase(async (db) =>
    importWorkspace(db, read, await ownerFor(db, email)),
  );
  console.log(`made ${made} notebooks and ${runs} runs; ${there} notebooks were there already`);
  if (missing.length > 0)
    console.log(
      `not here, or with other bars: ${missing.join(", ")}; import or sync them to get the same numbers`,
    );
}

type Reader = (path: string) => Promise<Uint8Array>;

/** The file that the Workspace page gives. */
async function readerOfZip(file: string): Promise<Reader> {
  if (!existsSync(file))
    throw new ServerError("bad-request", `no file ${file}; give one that the Workspace page gave`);
  const read = openZip(await readFile(file));
  return (path) => Promise.resolve(read(path));
}

function readerOfFolder(folder: string): Reader {
  if (!existsSync(join(folder, INDEX_FILE)))
    throw new ServerError(
      "bad-request",
      `no ${INDEX_FILE} in ${folder}; give a folder that lookback export wrote`,
    );
  const root = resolve(folder);
  return (path) => {
    const file = resolve(root, path);
    if (!file.startsWith(root + sep))
      throw new ServerError("bad-request", `file ${path} is outside of the export`);
    return readFile(file);
  };
}
