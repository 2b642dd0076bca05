import type { z } from "zod";
import { ServerError } from "#server/errors.ts";

/** Gives a file of an export by its path. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** Reads a file as UTF-8 text. @throws ServerError "bad-request" for other bytes. */
export async function readUtf8(read: ReadFile, path: string): Promise<string> {
  const bytes = await read(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ServerError("bad-request", `file ${path} is not UTF-8 text; export it again`, {}, cause);
  }
}

/** Reads a file as JSON of a shape. @throws ServerError "bad-request" that names the file and the field. */
export async function readJson<T>(read: ReadFile, path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(plain(await readUtf8(read, path)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
  throw new ServerError(
    "bad-request",
    `file ${path} is not of a Lookback export${where}: ${issue?.message ?? "unknown shape"}`,
  );
}

function plain(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
