import { ServerError } from "#server/errors.ts";

/** The refusal of an id that names no run, or none that the caller may see. */
export function unknownRun(id: string): ServerError {
  return new ServerError("not-found", `unknown run: ${id}; choose one of the list`);
}
