import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { Companion, Company } from "./company.ts";
import styles from "./live.module.css";

const setCarets = StateEffect.define<DecorationSet>();

/** Others' carets and selections; they move with the text until their owners say where they are. */
const carets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    const told = transaction.effects.findLast((effect) => effect.is(setCarets));
    return told?.is(setCarets) ? told.value : shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Shows where others are in one cell's text. */
export const caretField: Extension = carets;

/** Follows the others in one cell for as long as its editor is there; the returned function ends that. */
export function followCarets(view: EditorView, company: Company, cellId: string): () => void {
  let shown: readonly Companion[] = [];
  const follow = () => {
    const here = company.people().filter(({ cell, editing, caret }) => cell === cellId && editing && caret);
    if (here.length === 0 && shown.length === 0) return;
    shown = here;
    view.dispatch({ effects: setCarets.of(decorationsOf(here, view.state.doc.length)) });
  };
  follow();
  return company.subscribe(follow);
}

function decorationsOf(people: readonly Companion[], length: number): DecorationSet {
  const ranges = people.flatMap(({ peer, name, colour, caret }) => {
    if (!caret) return [];
    const [anchor, head] = [Math.min(caret.anchor, length), Math.min(caret.head, length)];
    const widget = Decoration.widget({ widget: new CaretWidget(peer, name, colour), side: 1 }).range(head);
    if (anchor === head) return [widget];
    const attributes = { class: styles.selection ?? "", "data-person": String(colour) };
    return [widget, Decoration.mark({ attributes }).range(Math.min(anchor, head), Math.max(anchor, head))];
  });
  return Decoration.set(ranges, true);
}

class CaretWidget extends WidgetType {
  readonly #peer: string;
  readonly #name: string;
  readonly #colour: number;

  constructor(peer: string, name: string, colour: number) {
    super();
    this.#peer = peer;
    this.#name = name;
    this.#colour = colour;
  }

  override eq(other: CaretWidget): boolean {
    return this.#peer === other.#peer && this.#name === other.#name && this.#colour === other.#colour;
  }

  override toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = styles.caret ?? "";
    caret.dataset["person"] = String(this.#colour);
    caret.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.className = styles.caretName ?? "";
    name.textContent = this.#name;
    caret.append(name);
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
