import { StateEffect, StateField, type Transaction } from "@codemirror/state";
import { showTooltip, type Tooltip } from "@codemirror/view";
import { isPastCall, openCall } from "./open-call.ts";

/** Shows a card at its position, in place of the one before; `null` takes that away. */
export const showHelp = StateEffect.define<Tooltip | null>();

/** A card, and where the bracket of its call stands. */
interface ShownHelp extends Tooltip {
  readonly open: number | null;
}

/** The card where it belongs after an edit: nobody waits for an answer to take it from a call that one has left. */
function follow(shown: ShownHelp, { state, changes }: Transaction): ShownHelp | null {
  const open = shown.open === null ? null : changes.mapPos(shown.open);
  if (open !== null && isPastCall(state.doc.toString(), open, state.selection.main.head)) return null;
  // It is placed again before the next answer comes: its old position may lie past the new text's end.
  return { ...shown, open, pos: changes.mapPos(shown.pos) };
}

/** The card of the call around the cursor while it is shown. */
export const shownHelp = StateField.define<ShownHelp | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(showHelp)) continue;
      const card = effect.value;
      return card && { ...card, open: openCall(transaction.state.doc.toString(), card.pos) };
    }
    if (shown === null || !(transaction.docChanged || transaction.selection)) return shown;
    return follow(shown, transaction);
  },
  provide: (field) => showTooltip.from(field),
});
