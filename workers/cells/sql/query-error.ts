import { EngineError } from "#engine/errors.ts";

const LINE = /\bLINE (\d+):[^]*$/;

/** The line of its query that DuckDB's error stands on, if it says so. */
export function lineOfError(error: unknown): { readonly line?: number } {
  const line = error instanceof Error ? LINE.exec(error.message)?.[1] : undefined;
  return line === undefined ? {} : { line: Number(line) };
}

/** DuckDB's error as a user's: its words without the quoted query, and the line of the query that it stands on. */
export function queryError(error: unknown, cell: string): unknown {
  if (!(error instanceof Error) || error instanceof EngineError) return error;
  const { message } = error;
  const words = message
    .replace(LINE, "")
    .replace(/^([A-Z]\w+)+ Error:\s*/i, "")
    .replace(/\s*\n\s*/g, " ")
    .trim();
  const said = `sql: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  return new EngineError("bad-notebook", said, { cell, ...lineOfError(error) });
}

/** The table that a query names and DuckDB does not know, if that is what went wrong. */
export function missingTable(error: unknown): string | undefined {
  return error instanceof Error ? /Table with name (\S+) does not exist/.exec(error.message)?.[1] : undefined;
}
