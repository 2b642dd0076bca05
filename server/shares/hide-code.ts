import { gunzipSync, gzipSync } from "node:zlib";
import { withoutHoles } from "#engine/notebook/markdown-template.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import { printSnapshot, readSnapshot, SNAPSHOT_LIMITS } from "#engine/notebook/snapshot.ts";
import { ServerError } from "#server/errors.ts";

/** Counts up when more is hidden than before: what was kept by earlier rules is hidden anew when it is opened. */
export const HIDING = 1;

/** What is unzipped before it is read, bytes; more than any snapshot of ours holds. */
const MAX_BYTES = SNAPSHOT_LIMITS.totalChars * 4;

/** A notebook's text without its code: prose stays but for its live values, other cells keep their place and name only. */
export function withoutCode(source: string): string {
  const document = parseNotebook(source);
  const cells = document.cells.map((cell) => ({
    ...cell,
    source: cell.kind === "md" ? withoutHoles(cell.source) : "",
  }));
  return printNotebook({ ...document, cells });
}

/** An output without the text of its strategy; a picture of a value is none, since a function's is its text. */
function withoutText(output: CellOutput): CellOutput[] {
  if (output.type === "value") return [];
  if (output.type !== "backtest") return [output];
  const result = { ...output.result };
  delete result.code;
  return [{ ...output, result }];
}

/** Parts of a state that name or quote the cell's code. */
const TELLING = ["values", "logs", "warnings", "reason"] as const;

function withoutTraces(state: CellState): CellState {
  const rest: CellState = { ...state, defines: [], reads: [] };
  for (const part of TELLING) delete rest[part];
  if (rest.error) rest.error = { code: rest.error.code, message: "this cell failed", frames: [] };
  if (rest.outputs) rest.outputs = rest.outputs.flatMap(withoutText);
  return rest;
}

/**
 * What cells showed, without what could tell their code: previews of values, names, logs, warnings and the words of errors.
 *
 * @param body Gzipped JSON of engine/notebook/snapshot.ts.
 * @returns The same.
 * @throws ServerError "bad-request" for anything else.
 */
export function hideCode(body: Uint8Array): Uint8Array<ArrayBuffer> {
  try {
    const { cells, data } = readSnapshot(gunzipSync(body, { maxOutputLength: MAX_BYTES }).toString("utf8"));
    const shown = cells.map(({ state, ...cell }) => ({ ...cell, state: withoutTraces(state) }));
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
