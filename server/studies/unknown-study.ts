import { ServerError } from "#server/errors.ts";

/** The refusal of an id that names no study, or none that the caller may see. */
export function unknownStudy(id: string): ServerError {
  return new ServerError("not-found", `unknown study: ${id}; choose one of the list`);
}
