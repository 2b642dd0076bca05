import { type EditorView, keymap, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { CallHelp } from "#workers/language/client.ts";
import { worded } from "./explanation-view.ts";
import styles from "./language.module.css";
import type { NotebookLanguage } from "./notebook-language.ts";
import { shownHelp, showHelp } from "./shown-help.ts";

function view({ signature, active, parameter, documentation }: CallHelp): HTMLElement {
  const dom = document.createElement("div");
  dom.className = styles.card ?? "";
  const code = document.createElement("code");
  code.className = styles.signature ?? "";
  const strong = document.createElement("strong");
  strong.textContent = signature.slice(active.from, active.to);
  code.append(signature.slice(0, active.from), strong, signature.slice(active.to));
  const words = parameter || (documentation.split("\n\n")[0] ?? "");
  dom.append(code, ...(words === "" ? [] : [worded("p", styles.words, words)]));
  return dom;
}

/** True when the cursor may have come into a call, or gone to another argument of one. */
const mayHelp = (update: ViewUpdate) => {
  if (update.state.field(shownHelp) !== null)
    return update.docChanged || update.selectionSet || update.focusChanged;
  let typed = false;
  update.changes.iterChanges((_from, _to, _start, _end, inserted) => {
    typed ||= /[(,]/.test(inserted.toString());
  });
  return typed;
};

function createPlugin(language: NotebookLanguage, cellId: string) {
  const ask = async (editor: EditorView): Promise<void> => {
    // The notebook hears of this very edit only after the editor's own parts have.
    await Promise.resolve();
    const { doc } = editor.state;
    const at = editor.state.selection.main.head;
    const found = editor.hasFocus ? await language.ask("help", cellId, at) : null;
    if (editor.state.doc !== doc || !editor.dom.isConnected) return;
    const tooltip = found && { pos: at, above: true, create: () => ({ dom: view(found) }) };
    if (tooltip !== null || editor.state.field(shownHelp) !== null)
      editor.dispatch({ effects: showHelp.of(tooltip) });
  };
  return {
    ask,
    plugin: ViewPlugin.define(() => ({ update: (update) => void (mayHelp(update) && ask(update.view)) })),
  };
}

/** The signature of the call around the cursor, its active parameter in bold: on "(" and ",", or Mod-Shift-Space. */
export function callTooltip(language: NotebookLanguage, cellId: string) {
  const { ask, plugin } = createPlugin(language, cellId);
  const close = (editor: EditorView) => {
    if (editor.state.field(shownHelp) === null) return false;
    editor.dispatch({ effects: showHelp.of(null) });
    return true;
  };
  const open = (editor: EditorView) => {
    void ask(editor);
    return true;
  };
  return [
    shownHelp,
    plugin,
    keymap.of([
      { key: "Mod-Shift-Space", run: open },
      { key: "Escape", run: close },
    ]),
  ];
}
