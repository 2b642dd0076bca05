import { EngineError } from "../errors.ts";

/**
 * Makes something of a member of a spec; what is wrong with it is said with its place there.
 *
 * @param place Dotted path: "components.risk.rules.0 (stop_loss)".
 * @throws EngineError as `make` does, with the place before its message and as its field.
 */
export function placed<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { code, message, site } = error;
    throw new EngineError(code, `${place}: ${message}`, { ...site, field: place.replace(/ \(.*/, "") });
  }
}
