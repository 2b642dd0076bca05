import { answerRoute } from "#server/access/answer-route.ts";
import { z } from "zod";
import type { Database } from "#server/db.ts";
import { appDatabase } from "#server/db.ts";
import { readBytes } from "#server/read-body.ts";
import { fileTooLarge, MAX_UPLOAD_BYTES } from "./file-bars.ts";
import { importFile } from "./import-file.ts";
import { importOptions } from "./import-options.ts";
import { previewFile } from "./preview-file.ts";

const query = importOptions.extend({
  file: z.string().max(500).default("").describe("the file's name; its ending says of what kind it is"),
  preview: z.literal("1").optional().describe("says what would be stored and stores nothing"),
});

/**
 * `POST /api/bars/import?symbol&timeframe&dates&name&sector&source&file&preview` with a file of bars as its body (CSV, Stooq, Parquet, Arrow).
 * Answers JSON `{ symbol, timeframe, bars, hash, held, remarks }`, with `preview=1` a `FilePreview`, or `{ code, message, details }` with the broken row in `details.site`.
 */
export async function importRoute(
  request: Request,
  database: () => Database = appDatabase,
): Promise<Response> {
  return answerRoute(request, { database, route: "bars.import" }, async ({ db }) => {
    const asked = query.parse(Object.fromEntries(new URL(request.url).searchParams));
    const { file: name, preview, ...options } = asked;
    const file = { name, bytes: await readBytes(request, MAX_UPLOAD_BYTES, fileTooLarge) };
    const answer = preview ? await previewFile(file, options) : await importFile(db, file, options);
    return Response.json(answer);
  });
}
