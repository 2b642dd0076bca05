const FIELDS =
  "textarea:not(:disabled), input:not(:disabled, [type=hidden]), select:not(:disabled), [contenteditable=true]";
const PRIMARY = "button[data-tone=accent]:not(:disabled)";

/**
 * Where the focus of a dialog that opens belongs: what asked for it, else its first field, else its primary action, else the dialog itself.
 *
 * Never its closing button, whose tooltip would stand over the title.
 */
export function firstFocus(dialog: HTMLElement): HTMLElement {
  const asked = document.activeElement;
  if (asked instanceof HTMLElement && asked !== dialog && dialog.contains(asked)) return asked;
  return dialog.querySelector<HTMLElement>(FIELDS) ?? dialog.querySelector<HTMLElement>(PRIMARY) ?? dialog;
}
