import { EditorView } from "@codemirror/view";
import { toast } from "sonner";
import type { NotebookLanguage } from "./notebook-language.ts";

/** Goes to where the name at a place is defined; of the engine's names it says where they are explained. */
export async function goToDefinition(
  language: NotebookLanguage,
  cellId: string,
  offset: number,
): Promise<void> {
  const found = await language.ask("define", cellId, offset);
  if (found?.place === "cell") language.goTo(found.span);
  if (found?.place === "engine") toast(`${found.name} is part of the engine; the reference explains it.`);
}

/** Mod-click on a name goes to its definition. */
export function definitionClick(language: NotebookLanguage, cellId: string) {
  return EditorView.domEventHandlers({
    mousedown(event, view) {
      if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
      const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (offset === null) return false;
      event.preventDefault();
      void goToDefinition(language, cellId, offset);
      return true;
    },
  });
}
