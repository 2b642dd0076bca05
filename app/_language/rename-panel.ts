import { StateEffect, StateField } from "@codemirror/state";
import { type EditorView, type Panel, showPanel } from "@codemirror/view";
import { toast } from "sonner";
import styles from "./language.module.css";
import type { NotebookLanguage } from "./notebook-language.ts";

interface Asked {
  readonly language: NotebookLanguage;
  readonly cellId: string;
  readonly offset: number;
  readonly name: string;
}

const setAsked = StateEffect.define<Asked | null>();

/** The field for a new name, below the cell's text while it is asked for. */
export const renamePanel = StateField.define<Asked | null>({
  create: () => null,
  update(asked, transaction) {
    for (const effect of transaction.effects) if (effect.is(setAsked)) return effect.value;
    return transaction.docChanged ? null : asked;
  },
  provide: (field) =>
    showPanel.from(field, (asked) => (asked === null ? null : (view) => openPanel(view, asked))),
});

function close(view: EditorView): void {
  view.dispatch({ effects: setAsked.of(null) });
  view.focus();
}

async function commit(view: EditorView, { language, cellId, offset }: Asked, name: string): Promise<void> {
  const found = await language.ask("rename", cellId, offset, name);
  close(view);
  if (found === null) return;
  if ("refusal" in found) toast.error(found.refusal);
  else language.apply(found.edits);
}

function openPanel(view: EditorView, asked: Asked): Panel {
  const dom = document.createElement("div");
  dom.className = styles.rename ?? "";
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.value = asked.name;
  input.spellcheck = false;
  input.setAttribute("aria-label", `New name of ${asked.name}`);
  label.append(`Rename ${asked.name} in all cells to `, input);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") void commit(view, asked, input.value.trim());
    if (event.key === "Escape") close(view);
  });
  dom.append(label);
  return { dom, mount: () => input.select() };
}

/** Asks for a new name of what stands at a place, or says why it cannot have one. */
export async function askRename(language: NotebookLanguage, cellId: string, offset: number): Promise<void> {
  const found = await language.ask("renamable", cellId, offset);
  const view = language.editor(cellId);
  if (found === null || view === undefined) return;
  if ("refusal" in found) toast(found.refusal);
  else view.dispatch({ effects: setAsked.of({ language, cellId, offset, name: found.name }) });
}
