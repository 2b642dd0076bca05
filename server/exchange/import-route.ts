import { answerRoute } from "#server/access/answer-route.ts";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readBytes } from "#server/read-body.ts";
import { importWorkspace } from "./import-workspace.ts";
import { openZip } from "./unzip.ts";

/** The largest file that is taken over the network, bytes. */
const MAX_ZIP_BYTES = 256_000_000;

/**
 * `POST /api/workspace` with a ZIP file that `GET` there gave as its body: makes its notebooks and runs, which are the caller's then.
 * Answers JSON of `ImportedWorkspace`.
 */
export async function importRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  return answerRoute(request, { database, route: "workspace.import" }, async ({ db, actor }) => {
    const read = openZip(await readBytes(request, MAX_ZIP_BYTES, tooLarge));
    return Response.json(await importWorkspace(db, (path) => Promise.resolve(read(path)), actor));
  });
}

const tooLarge = () =>
  new ServerError(
    "over-limit",
    `file is larger than ${MAX_ZIP_BYTES} bytes; unpack it and use lookback import-workspace`,
  );
