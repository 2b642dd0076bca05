import { CONTROL_LIMITS } from "#engine/notebook/controls/control-options.ts";
import { formatOf, type FileFormat } from "#engine/notebook/controls/file.ts";
import type { FileContents } from "#workers/cells/client.ts";

/** Takes a file and hashes it. @throws Error on a format that is not accepted, or past 64 MB. */
export async function readDroppedFile(file: File, accept: readonly FileFormat[]): Promise<FileContents> {
  const format = formatOf(file.name);
  if (format === null || !accept.includes(format))
    throw new Error(`${file.name} is no ${accept.join(", ")} file; save it as one of these`);
  if (file.size > CONTROL_LIMITS.fileBytes)
    throw new Error(`${file.name} has ${file.size} bytes; the limit is ${CONTROL_LIMITS.fileBytes}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { fileName: file.name.slice(0, 255), hash, format, contents: file };
}
