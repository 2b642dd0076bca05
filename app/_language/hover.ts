import { type EditorView, hoverTooltip, type Tooltip } from "@codemirror/view";
import type { Hover } from "#workers/language/client.ts";
import type { CellStates } from "../_notebook/cell-states.ts";
import { explanationView } from "./explanation-view.ts";
import styles from "./language.module.css";
import type { NotebookLanguage } from "./notebook-language.ts";

/** What a name held when its cell last ran, and whether that is of the text on the screen. */
function valueLine(states: CellStates, { name, cellId }: Hover): HTMLElement | null {
  const state = cellId === undefined ? undefined : states.get(cellId);
  const value = state?.values?.find((defined) => defined.name === name);
  if (state === undefined || value === undefined) return null;
  const line = document.createElement("div");
  line.className = styles.value ?? "";
  const text = document.createElement("code");
  text.textContent = value.text === "" ? value.type : `${value.type} ${value.text}`;
  line.append(`now${state.status === "fresh" ? "" : `, ${state.status}`} `, text);
  return line;
}

function card(states: CellStates, found: Hover): HTMLElement {
  const dom = document.createElement("div");
  dom.className = styles.card ?? "";
  const value = valueLine(states, found);
  dom.append(...(value === null ? [] : [value]), ...explanationView(found));
  return dom;
}

/** Type, documentation and present value of the name under the pointer. */
export function hoverCard(language: NotebookLanguage, states: CellStates, cellId: string) {
  const ask = async (view: EditorView, position: number): Promise<Tooltip | null> => {
    const { doc } = view.state;
    const found = await language.ask("hover", cellId, position);
    if (found === null || view.state.doc !== doc) return null;
    return { pos: found.from, end: found.to, above: true, create: () => ({ dom: card(states, found) }) };
  };
  return hoverTooltip(ask, { hideOnChange: true, hoverTime: 250 });
}
