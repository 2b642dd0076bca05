import type { CellRun } from "#engine/notebook/host.ts";
import type { CellProgram } from "./syntax.ts";

/** Whose outputs of which run show a value already. */
interface LiveView {
  readonly run: CellRun<CellProgram>;
  readonly owners: readonly object[];
}

const views = new WeakMap<object, LiveView>();

/** Remembers that outputs of a run, those that `owners` update, show a value: a study's map and panel, whatever its cell calls the study. */
export function keepLiveView(value: object, view: LiveView): void {
  views.set(value, view);
}

/** Takes those outputs back where the same run is about to show the value whole, so that nothing is drawn twice. */
export function withdrawLiveView(run: CellRun<CellProgram>, value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const view = views.get(value);
  if (view?.run === run) for (const owner of view.owners) run.withdraw(owner);
}
