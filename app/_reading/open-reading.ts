import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import { snapshotInputs } from "#engine/notebook/snapshot.ts";
import { Company } from "../_live/company.ts";
import { NotebookLanguage } from "../_language/notebook-language.ts";
import { Autosave } from "../_notebook/autosave.ts";
import { CellStates } from "../_notebook/cell-states.ts";
import { DeletedCells } from "../_notebook/deleted-cells.ts";
import { Draft } from "../_notebook/draft.ts";
import { KeptInputs } from "../_notebook/kept-inputs.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { NotebookStore } from "../_notebook/notebook-store.ts";
import { NotebookView } from "../_notebook/notebook-view.ts";
import { RunControl } from "../_notebook/run-control.ts";
import { NO_PRICES } from "../_notebook/load-notebook.ts";
import { SnapshotKeeper } from "../_notebook/snapshot-keeper.ts";
import { NO_STUDIES } from "./no-studies.ts";
import type { Reading } from "./reading.ts";

/**
 * The parts of a notebook that is read: nothing of it is saved, here or on the server, and it shows what was kept as it was kept.
 *
 * @param inputs Values that the address sets.
 */
export function openReading(reading: Reading, inputs: ReadonlyMap<string, InputValue>): OpenNotebook {
  const { id, source, revision, snapshot, mayRun } = reading;
  const store = new NotebookStore(parseNotebook(source));
  const states = new CellStates();
  if (snapshot) states.restore(snapshot.cells);
  const computed = snapshot === null ? [] : [...snapshotInputs(snapshot)];
  const kept = new KeptInputs(id, null, new Map([...computed, ...inputs]));
  const control = new RunControl(store, kept);
  control.onAsked(states.await);
  const autosave = new Autosave({
    revision,
    source,
    read: () => source,
    save: () => Promise.resolve({ kind: "failed", reason: "a reader saves nothing" }),
    keepDraft: () => undefined,
  });
  return {
    ...{
      id,
      forkedFrom: null,
      rights: mayRun ? "run" : "view",
      store,
      states,
      autosave,
      control,
      inputs: kept,
    },
    studies: NO_STUDIES,
    language: new NotebookLanguage(store, states),
    view: new NotebookView(false),
    bin: new DeletedCells(id, null),
    draft: new Draft(id, null, "reader"),
    company: new Company(),
    keeper: new SnapshotKeeper({
      id,
      prices: NO_PRICES,
      snapshot: null,
      store,
      states,
      control,
      inputs: kept,
    }),
  };
}
