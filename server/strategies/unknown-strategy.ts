import { ServerError } from "#server/errors.ts";

/** The refusal of an id that names no strategy, or none that the caller may see. */
export function unknownStrategy(id: string): ServerError {
  return new ServerError("not-found", `unknown strategy: ${id}; choose one of the list`);
}
