/** What of a key press tells one key from another. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * A key press as "Mod+Shift+Enter": one spelling for Ctrl and ⌘. Shift is not named for signs that
 * need it on some keyboards only, such as "?", but is for letters.
 */
export function keyName(press: KeyPress): string {
  const { key } = press;
  const sign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const mod = press.ctrlKey || press.metaKey;
  const parts = [];
  if (mod) parts.push("Mod");
  if (press.altKey) parts.push("Alt");
  if (press.shiftKey && (!sign || mod)) parts.push("Shift");
  return [...parts, key === "_" && mod ? "-" : key].join("+");
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

/** A key as people read it: "Mod+Shift+Z" is "Ctrl Shift Z", or "⌘ Shift Z" on a Mac. */
export function shownKey(name: string, mac: boolean): string {
  const part = (text: string) =>
    text === "Mod" ? (mac ? "⌘" : "Ctrl") : (SHOWN[text] ?? (text.length === 1 ? text.toUpperCase() : text));
  return name.split(/[+ ]/).map(part).join(" ");
}

/** Whether keys are shown as on a Mac; false while the server renders. */
export const IS_MAC = typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");
