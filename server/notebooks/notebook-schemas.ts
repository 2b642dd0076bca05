import { z } from "zod";
import { NOTEBOOK_LIMITS } from "#engine/notebook/document.ts";

/** A notebook's name in addresses and files. */
export const notebookId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "use 1 to 64 of a-z 0-9 -, beginning with a letter or digit")
  .describe("stable id of a notebook");

/** A notebook's text in the .nb.ts format; any text is kept, whether it parses or not. */
export const notebookSource = z
  .string()
  .max(NOTEBOOK_LIMITS.fileBytes, `use ${NOTEBOOK_LIMITS.fileBytes} characters or fewer`)
  .refine((text) => !text.includes("\0"), "contains a NUL character; remove it")
  .describe("text of a .nb.ts file");

/** Which text: SHA-256 of its UTF-8 bytes. */
export const revisionHash = z.string().regex(/^[0-9a-f]{64}$/, "use 64 lower-case hex digits");
