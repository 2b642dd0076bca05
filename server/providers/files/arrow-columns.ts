import { tableFromIPC } from "apache-arrow";
import { EngineError } from "#engine/errors.ts";
import type { FileColumn } from "./table-rows.ts";

/**
 * Reads every column of an Arrow file or stream; dates come as milliseconds, as Arrow's library gives them.
 *
 * @throws EngineError "bad-csv" when the bytes are no Arrow.
 */
export function arrowColumns(bytes: Uint8Array): ReadonlyMap<string, FileColumn> {
  try {
    const table = tableFromIPC(bytes);
    return new Map(
      table.schema.fields.map(({ name }) => {
        const column = table.getChild(name);
        return [name, Array.from({ length: table.numRows }, (_, row) => column?.get(row) as unknown)];
      }),
    );
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new EngineError("bad-csv", `file is not Arrow (${words}); save it again`);
  }
}
