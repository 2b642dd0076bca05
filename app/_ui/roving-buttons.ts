import type { FocusEvent, KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Tab stops at the first button of a row only. */
export const rovingIndex = (place: number): 0 | -1 => (place === 0 ? 0 : -1);

/** Makes a row of buttons one stop for Tab, with arrows inside it; each time it is reached it begins with its first. */
export const rovingButtons = {
  onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const buttons = buttonsOf(event.currentTarget);
    const here = buttons.findIndex((button) => button === event.target);
    const next = here < 0 || hasModifier(event) ? undefined : placeAfter(event.key, here, buttons.length);
    if (next === undefined) return;
    event.preventDefault();
    stopAt(buttons, next);
    buttons[next]?.focus();
  },
  onBlur(event: FocusEvent<HTMLElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) stopAt(buttonsOf(event.currentTarget), 0);
  },
};

const buttonsOf = (row: HTMLElement): HTMLButtonElement[] => [
  ...row.querySelectorAll<HTMLButtonElement>("button:not(:disabled)"),
];

const hasModifier = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || altKey || shiftKey;

/** Beyond the last button comes the first. */
function placeAfter(key: string, here: number, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : (here + step + count) % count;
}

function stopAt(buttons: readonly HTMLButtonElement[], place: number): void {
  for (const [at, button] of buttons.entries()) button.tabIndex = rovingIndex(Math.abs(at - place));
}
