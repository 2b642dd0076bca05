import { storedFile } from "#engine/notebook/controls/file.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import type { FileContents } from "#workers/cells/client.ts";
import { findFile } from "./file-cupboard.ts";

/** Gives the sandbox the files that a notebook's inputs name, before its cells run; one that is gone is left to its input to say. */
export async function restoreFiles(
  notebookId: string,
  inputs: ReadonlyMap<string, InputValue>,
  put: (file: FileContents) => Promise<void>,
): Promise<void> {
  for (const value of inputs.values()) {
    const stored = storedFile.safeParse(value);
    if (!stored.success) continue;
    try {
      const file = await findFile(notebookId, stored.data[1]);
      if (file !== null) await put(file);
    } catch (error) {
      console.error("kept file:", error);
    }
  }
}
