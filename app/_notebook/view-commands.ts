import { toggleTheme } from "../_ui/use-theme.ts";
import { type CellPart, foldChange, isFolded } from "./cell-folds.ts";
import { type Command, withSelection } from "./command.ts";
import { downloadNotebook } from "./export-notebook.ts";
import type { Overlay } from "./notebook-view.ts";

const open =
  (overlay: Overlay): Command["run"] =>
  ({ view }) =>
    view.change({ overlay: view.state().overlay === overlay ? null : overlay });

/** Folds a part of the selected cells, or unfolds it where all of them have it folded. */
function toggleFold(part: CellPart): Command["run"] {
  return withSelection(({ store }, ids) => {
    const folded = ids.some((id) => {
      const cell = store.cell(id);
      return cell !== undefined && !isFolded(cell, part);
    });
    store.changeCells(ids, (cell) => foldChange(cell, part, folded));
  });
}

function foldAll(folded: boolean): Command["run"] {
  return ({ store }) => {
    const code = store.document().cells.filter((cell) => cell.kind !== "md");
    store.changeCells(
      code.map((cell) => cell.id),
      (cell) => foldChange(cell, "code", folded),
    );
  };
}

export const VIEW_COMMANDS: readonly Command[] = [
  {
    id: "find",
    title: "Find in all cells",
    group: "Text",
    keys: ["Mod+f"],
    anywhere: true,
    run: open("find"),
  },
  {
    id: "replace",
    title: "Find and replace in all cells",
    group: "Text",
    keys: ["Mod+Shift+F", "Mod+h"],
    anywhere: true,
    run: open("replace"),
  },
  { id: "fold-code", title: "Fold or unfold code", group: "Look", keys: ["f"], run: toggleFold("code") },
  {
    id: "fold-output",
    title: "Fold or unfold output",
    group: "Look",
    keys: ["o"],
    run: toggleFold("output"),
  },
  { id: "fold-all", title: "Fold all code", group: "Look", run: foldAll(true) },
  { id: "unfold-all", title: "Unfold all code", group: "Look", run: foldAll(false) },
  { id: "outline", title: "Show the outline", group: "Look", run: (n) => n.view.toggleTab("outline") },
  { id: "variables", title: "Show the variables", group: "Look", run: (n) => n.view.toggleTab("variables") },
  {
    id: "cell-facts",
    title: "Show what a cell reads, when it runs and why",
    group: "Look",
    run: (n) => n.view.toggleTab("cell"),
  },
  { id: "map", title: "Show the map of cells", group: "Look", run: (n) => n.view.toggleTab("map") },
  {
    id: "reference",
    title: "Show the reference, to insert examples",
    group: "Look",
    run: (n) => n.view.toggleTab("reference"),
  },
  { id: "deleted", title: "Show deleted cells", group: "Look", run: (n) => n.view.toggleTab("deleted") },
  {
    id: "comments",
    title: "Comments and activity",
    group: "Notebook",
    run: ({ view }) => view.change({ talkOpen: !view.state().talkOpen }),
  },
  {
    id: "review",
    title: "Review suggestions",
    group: "Notebook",
    run: open("review"),
  },
  {
    id: "suggest",
    title: "Suggest these changes to the original",
    group: "Notebook",
    offered: ({ forkedFrom }) => forkedFrom !== null,
    run: open("suggest"),
  },
  {
    id: "share",
    title: "Share: people and links",
    group: "Notebook",
    offered: (_, signedIn) => signedIn,
    run: open("share"),
  },
  {
    id: "history",
    title: "History: versions, what changed, restore",
    group: "Notebook",
    keys: ["Mod+Shift+H"],
    anywhere: true,
    run: open("history"),
  },
  { id: "theme", title: "Theme: switch between dark and light", group: "Look", run: () => toggleTheme() },
  {
    id: "palette",
    title: "All actions",
    group: "Notebook",
    keys: ["Mod+k"],
    anywhere: true,
    run: open("palette"),
  },
  { id: "keys", title: "Keyboard map", group: "Notebook", keys: ["?"], onControls: true, run: open("keys") },
  {
    id: "export-nb",
    title: "Export: download as a notebook file (.nb.ts)",
    group: "Notebook",
    run: (n) => downloadNotebook(n, "nb.ts"),
  },
  {
    id: "export-ipynb",
    title: "Export: download for Jupyter (.ipynb)",
    group: "Notebook",
    run: (n) => downloadNotebook(n, "ipynb"),
  },
  {
    id: "export-html",
    title: "Export: download as a page to read (.html)",
    group: "Notebook",
    run: (n) => downloadNotebook(n, "html"),
  },
  {
    id: "export-results",
    title: "Export: download as a page to read, without code (.html)",
    group: "Notebook",
    run: (n) => downloadNotebook(n, "html", false),
  },
  {
    id: "save",
    title: "Save now",
    group: "Notebook",
    keys: ["Mod+s"],
    anywhere: true,
    run: (n) => void n.autosave.flush(),
  },
];
