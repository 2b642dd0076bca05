import { EngineError } from "./errors.ts";

const WRITTEN = /^(\w+) *(<=|>=|<|>) *(\w+)$/;
const HOLDS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/**
 * Checks that relations between a strategy's parameters can be read, such as "fast < slow".
 *
 * @throws EngineError "bad-spec" with the relation and what is wrong with it.
 */
export function checkConstraints(constraints: readonly string[], names: readonly string[]): void {
  for (const text of constraints) {
    const match = WRITTEN.exec(text);
    const unknown = match && [match[1] ?? "", match[3] ?? ""].find((name) => !names.includes(name));
    if (match && unknown === undefined) continue;
    const what = match ? `unknown parameter ${unknown ?? ""}` : "no relation";
    const message = `invalid constraint: ${text}, ${what}; write one like fast < slow, with parameters of the strategy`;
    throw new EngineError("bad-spec", message, { stage: "strategy", field: "constraints" });
  }
}

/** A sentence for each relation that parameters do not keep: the strategy runs, but not as it was thought of. */
export function brokenConstraints(
  constraints: readonly string[],
  params: Readonly<Record<string, unknown>>,
): string[] {
  return constraints.flatMap((text) => {
    const [, left = "", relation = "", right = ""] = WRITTEN.exec(text) ?? [];
    const [one, other] = [params[left], params[right]];
    if (typeof one !== "number" || typeof other !== "number") return [];
    if (HOLDS[relation]?.(one, other) !== false) return [];
    return [
      `${left} ${one} and ${right} ${other}: this strategy is meant for ${left} ${relation} ${right}, and its signals mean something else like this`,
    ];
  });
}
