import { EngineError } from "../../errors.ts";
import { runTrial } from "./run-trial.ts";
import { planOf, type StudyTask } from "./study-plan.ts";
import { parseStudy, type StudyTrial } from "./study-spec.ts";

/**
 * Runs one trial of a study once more, over the folds of its window, whatever other trials there were: one that ran to its end comes to the same bits.
 *
 * @param task The study's own: the same bars, options and study.
 * @param trial Its window, number and values; the number decides in which order its folds are run.
 * @throws EngineError "bad-param" on a window that the study does not have.
 */
export async function repeatTrial(
  task: StudyTask,
  { window, number, values }: Pick<StudyTrial, "window" | "number" | "values">,
): Promise<StudyTrial> {
  const spec = parseStudy(task.study, (task.objective ?? task.evaluate) !== undefined);
  const plan = planOf(spec, task);
  const parts = plan.windows[window]?.parts;
  if (!parts)
    throw new EngineError("bad-param", `unknown window: ${window}; use one below ${plan.windows.length}`, {
      field: "window",
    });
  const { trial } = await runTrial(
    { ...plan.search, spec, parts, window, earlier: new Map() },
    { number, values },
    [],
  );
  return trial;
}
