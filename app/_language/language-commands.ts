import type { Command } from "../_notebook/command.ts";
import { goToDefinition } from "./definition.ts";
import type { NotebookLanguage } from "./notebook-language.ts";
import { askRename } from "./rename-panel.ts";

type Act = (language: NotebookLanguage, cellId: string, offset: number) => Promise<void>;

/** Acts on the name at the text's cursor. */
const atCaret =
  (act: Act): Command["run"] =>
  ({ store, language }) => {
    const caret = store.caret();
    if (caret && caret.cellId === store.focus().cellId) void act(language, caret.cellId, caret.offset);
  };

/** Changes the mistake at the cursor, or the cell's first one, as its first remedy says. */
const mend: Act = async (language, cellId, offset) => {
  const { diagnostics, source } = language.marks(cellId);
  if (language.store().cell(cellId)?.source !== source) return;
  const mendable = diagnostics.filter(({ fixes }) => fixes.length > 0);
  const here = mendable.find(({ from, to }) => from <= offset && offset <= to) ?? mendable[0];
  const [fix] = here?.fixes ?? [];
  if (fix) language.apply(fix.edits);
};

/** What one can do with a name, from the keyboard and the palette. */
export const LANGUAGE_COMMANDS: readonly Command[] = [
  {
    id: "definition",
    title: "Go to definition",
    group: "Text",
    keys: ["F12"],
    anywhere: true,
    run: atCaret(goToDefinition),
  },
  {
    id: "rename-name",
    title: "Rename in all cells",
    group: "Text",
    keys: ["F2"],
    anywhere: true,
    run: atCaret(askRename),
  },
  {
    id: "mend",
    title: "Correct the spelling",
    group: "Text",
    keys: ["Mod+."],
    anywhere: true,
    run: atCaret(mend),
  },
];
