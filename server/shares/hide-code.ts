import { gunzipSync, gzipSync } from "node:zlib";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import type { CellOutput } from "#engine/notebook/output.ts";
import { printSnapshot, readSnapshot, SNAPSHOT_LIMITS } from "#engine/notebook/snapshot.ts";
import { ServerError } from "#server/errors.ts";

/** What is unzipped before it is read, bytes; more than any snapshot of ours holds. */
const MAX_BYTES = SNAPSHOT_LIMITS.totalChars * 4;

/** A notebook's text without its code: prose stays, other cells keep their place and name only. */
export function withoutCode(source: string): string {
  const document = parseNotebook(source);
  const cells = document.cells.map((cell) => (cell.kind === "md" ? cell : { ...cell, source: "" }));
  return printNotebook({ ...document, cells });
}

/** An output without the text of its strategy. */
function withoutText(output: CellOutput): CellOutput {
  if (output.type !== "backtest") return output;
  const result = { ...output.result };
  delete result.code;
  return { ...output, result };
}

/**
 * What cells showed, without what could tell their code: previews of values and logs.
 *
 * @param body Gzipped JSON of engine/notebook/snapshot.ts.
 * @returns The same.
 * @throws ServerError "bad-request" for anything else.
 */
export function hideCode(body: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    const { cells, data } = readSnapshot(gunzipSync(body, { maxOutputLength: MAX_BYTES }).toString("utf8"));
    const shown = cells.map(({ state, ...cell }) => {
      const rest = { ...state };
      delete rest.values;
      delete rest.logs;
      rest.outputs = rest.outputs?.map(withoutText);
      return { ...cell, state: rest };
    });
    return new Uint8Array(gzipSync(printSnapshot(shown, data)));
  } catch (cause) {
    throw new ServerError(
      "bad-request",
      "kept outputs cannot be read; run the notebook and try again",
      {},
      cause,
    );
  }
}
