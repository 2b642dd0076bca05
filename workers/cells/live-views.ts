import type { CellRun } from "#engine/notebook/host.ts";
import type { CellProgram } from "./syntax.ts";

/** Whose output of which run shows a value already. */
interface LiveView {
  readonly run: CellRun<CellProgram>;
  readonly owner: object;
}

const views = new WeakMap<object, LiveView>();

/** Remembers that an output of a run, the one that `owner` updates, shows a value: a study's map, whatever its cell calls the study. */
export function keepLiveView(value: object, view: LiveView): void {
  views.set(value, view);
}

/** Takes that output back where the same run is about to show the value whole, so that nothing is drawn twice. */
export function withdrawLiveView(run: CellRun<CellProgram>, value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const view = views.get(value);
  if (view?.run === run) run.withdraw(view.owner);
}
