import { StateEffect, StateField } from "@codemirror/state";
import { showTooltip, type Tooltip } from "@codemirror/view";

/** Shows a card at its position, in place of the one before; `null` takes that away. */
export const showHelp = StateEffect.define<Tooltip | null>();

/** The card of the call around the cursor while it is shown. */
export const shownHelp = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(showHelp)) return effect.value;
    if (shown === null || !transaction.docChanged) return shown;
    // It is placed again before the next answer comes: its old position may lie past the new text's end.
    return { ...shown, pos: transaction.changes.mapPos(shown.pos) };
  },
  provide: (field) => showTooltip.from(field),
});
