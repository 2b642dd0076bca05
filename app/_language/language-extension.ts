import { autocompletion } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { tooltips, ViewPlugin } from "@codemirror/view";
import type { CellKind } from "#engine/notebook/document.ts";
import type { CellStates } from "../_notebook/cell-states.ts";
import { callTooltip } from "./call-tooltip.ts";
import { sqlCompletion, typedCompletion } from "./completion.ts";
import { definitionClick } from "./definition.ts";
import { hoverCard } from "./hover.ts";
import type { NotebookLanguage } from "./notebook-language.ts";
import { renamePanel } from "./rename-panel.ts";

/** Tooltips stand on the page, as a cell cuts off what reaches over its edge; the server has no page. */
const FLOATING: Extension =
  typeof document === "undefined" ? [] : tooltips({ parent: document.body, position: "fixed" });

/** Tells the notebook's language of an editor for as long as it is open. */
function present(language: NotebookLanguage, cellId: string): Extension {
  return ViewPlugin.define((view) => ({ destroy: language.enter(cellId, view) }));
}

function completion(language: NotebookLanguage, cellId: string, kind: CellKind): Extension {
  if (kind === "sql") return autocompletion({ override: sqlCompletion(language, cellId) });
  return autocompletion({ override: [typedCompletion(language, cellId)] });
}

/** What an editor of one cell knows of types: completion, hover, signatures, definitions and renaming. */
export function languageExtension(
  language: NotebookLanguage,
  states: CellStates,
  cellId: string,
  kind: CellKind,
): Extension {
  if (kind === "md") return [FLOATING, present(language, cellId), autocompletion()];
  return [
    FLOATING,
    present(language, cellId),
    completion(language, cellId, kind),
    hoverCard(language, states, cellId),
    callTooltip(language, cellId),
    definitionClick(language, cellId),
    renamePanel,
  ];
}
