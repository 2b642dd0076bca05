import { EngineError } from "../../errors.ts";
import { OWN_OBJECTIVE, type OwnObjective } from "./own-objective.ts";
import type { StudyInput } from "./study-spec.ts";

/** An objective with its goal; as large as can be where there is none. */
export interface Aim {
  /** Kind of a statistic, or a function of a run. */
  readonly objective?: string | OwnObjective | undefined;
  readonly goal?: StudyInput["goal"] | undefined;
}

/** What a study makes large or small, as it is stored, and the function that the first objective is, if it is one. */
export interface ReadAims extends Pick<StudyInput, "objective" | "goal" | "further"> {
  readonly own: OwnObjective | undefined;
}

/**
 * Reads what a study is to make large or small: one objective with its goal, or several in their place.
 *
 * @throws EngineError "bad-param" on both, on none, or on a function that is not the first.
 */
export function readAims({
  objectives,
  ...one
}: Aim & { readonly objectives?: readonly (string | OwnObjective | Aim)[] | undefined }): ReadAims {
  if (objectives && (one.objective !== undefined || one.goal !== undefined))
    throw bad("objectives beside objective or goal; use one of them");
  if (objectives?.length === 0) throw bad("no objectives; name one or more, such as sharpe");
  const [first = one, ...others] = (objectives ?? [one]).map((each): Aim =>
    typeof each === "object" ? each : { objective: each },
  );
  const further = others.map(({ objective, goal = "maximise" }) => {
    if (typeof objective === "string") return { objective, goal };
    throw bad("a function as a further objective; put it first, or name a statistic");
  });
  const own = typeof first.objective === "function" ? first.objective : undefined;
  return {
    objective: typeof first.objective === "string" ? first.objective : own && OWN_OBJECTIVE,
    ...{ goal: first.goal, own },
    ...(further.length > 0 ? { further } : {}),
  };
}

function bad(message: string): EngineError {
  return new EngineError("bad-param", message, { field: "objectives" });
}
