import { autocompletion } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { tooltips, ViewPlugin } from "@codemirror/view";
import type { CellKind } from "#engine/notebook/document.ts";
import type { CellStates } from "../_notebook/cell-states.ts";
import { callTooltip } from "./call-tooltip.ts";
import { holeCompletion, typedCompletion } from "./completion.ts";
import { definitionClick } from "./definition.ts";
import { hoverCard } from "./hover.ts";
import type { NotebookLanguage } from "./notebook-language.ts";
import { slotCompletion, statisticCompletion } from "./slot-completion.ts";
import { sqlCompletion } from "./sql-completion.ts";
import { renamePanel } from "./rename-panel.ts";

/** Tooltips stand on the page, as a cell cuts off what reaches over its edge; the server has no page. */
const FLOATING: Extension =
  typeof document === "undefined" ? [] : tooltips({ parent: document.body, position: "fixed" });

/** Tells the notebook's language of an editor for as long as it is open. */
function present(language: NotebookLanguage, cellId: string): Extension {
  return ViewPlugin.define((view) => ({ destroy: language.enter(cellId, view) }));
}

function completion(language: NotebookLanguage, cellId: string, kind: CellKind): Extension {
  switch (kind) {
    case "ts":
    case "input":
      return autocompletion({
        override: [typedCompletion(language, cellId), slotCompletion, statisticCompletion],
      });
    case "sql":
      return autocompletion({ override: sqlCompletion(language, cellId) });
    case "md":
      return autocompletion({ override: [holeCompletion(language, cellId)] });
    case "strategy":
      return autocompletion();
  }
}

/** What an editor of one cell knows of types: completion, hover, signatures, definitions and renaming. */
export function languageExtension(
  language: NotebookLanguage,
  states: CellStates,
  cellId: string,
  kind: CellKind,
): Extension {
  if (kind === "strategy") return [FLOATING, present(language, cellId), completion(language, cellId, kind)];
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
