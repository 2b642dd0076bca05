import { EngineError, type ErrorSite } from "#engine/errors.ts";
import type { CellError } from "#engine/notebook/output.ts";
import { ownColumn } from "./evaluate.ts";
import { CellSyntaxError } from "./syntax.ts";
import type { CellProgram } from "./syntax.ts";

/** V8's frames: "at name (cell/p02d.ts:5:20)", with or without a name. */
const FRAME =
  /^\s*at (?:(?:async )?(.*?) \()?(?:eval at [^,]*, )?(?:async )?cell\/([\w-]{1,32})\.ts:(\d+):(\d+)\)?$/;

/** Frames of cell code in a stack trace, innermost first; the engine's and the worker's own are left out. */
export function cellFrames(
  stack: string,
  programOf: (cellId: string) => CellProgram | undefined,
): CellError["frames"] {
  return stack.split("\n").flatMap((text) => {
    const match = FRAME.exec(text);
    if (match === null) return [];
    const [, name = "", cellId = ""] = match;
    const line = Math.max(1, Number(match[3]));
    const program = programOf(cellId);
    const column = program === undefined ? Number(match[4]) : ownColumn(program, line, Number(match[4]));
    return [{ cellId, line, column, name: name === "eval" ? "" : name.slice(0, 200) }];
  });
}

const codeOf = (error: unknown): string =>
  error instanceof EngineError ? error.code : error instanceof Error ? error.name : "thrown";

function messageOf(error: unknown): string {
  if (error instanceof EngineError || error instanceof CellSyntaxError) return error.message;
  if (error instanceof Error)
    // An EngineError of another thread comes as a plain Error of that name.
    return /^(Engine)?Error$/.test(error.name) ? error.message : `${error.name}: ${error.message}`;
  return `thrown value: ${String(error)}`;
}

/** Where an error says that it stands in this cell: a line of a query or of a spec, which no stack trace knows. */
function siteInCell(error: unknown, cellId: string): { line: number; column: number } | undefined {
  if (!(error instanceof EngineError)) return undefined;
  const { cell, line } = error.site;
  return cell === cellId && line !== undefined ? { line, column: 1 } : undefined;
}

/** The bar at which a strategy's own code failed: the engine puts it on whatever that threw. */
function barOf(error: unknown): CellError["at"] {
  const { symbol, bar, time } = (error as { readonly site?: ErrorSite } | null)?.site ?? {};
  if (symbol === undefined || bar === undefined || time === undefined || !Number.isFinite(time))
    return undefined;
  return { symbol: symbol.slice(0, 40), bar, time };
}

/**
 * Anything thrown by a cell as the screen shows it. The line is that of the innermost frame in this cell;
 * an error in a signal function that the engine called, or in a function of another cell, points there too.
 */
export function describeCellError(
  error: unknown,
  cellId: string,
  programOf: (cellId: string) => CellProgram | undefined,
): CellError {
  const head = { code: codeOf(error).slice(0, 100), message: messageOf(error).slice(0, 10_000) };
  if (error instanceof CellSyntaxError) {
    const { line, column, fixes } = error;
    return { ...head, line, column, frames: [], ...(fixes.length > 0 && { fixes: [...fixes] }) };
  }
  const frames = cellFrames(error instanceof Error ? (error.stack ?? "") : "", programOf).slice(0, 50);
  const own = siteInCell(error, cellId) ?? frames.find((frame) => frame.cellId === cellId);
  const at = barOf(error);
  return {
    ...head,
    ...(own === undefined ? {} : { line: own.line, column: own.column }),
    ...(at === undefined ? {} : { at }),
    frames,
  };
}
