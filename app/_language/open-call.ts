const OPENING = "([{";
const CLOSING = ")]}";
const QUOTES = "\"'`";
/** A call whose text is longer than this has no tooltip worth keeping. */
const MOST_CHARS = 5000;

/** Where the bracket of the call around a position stands; null where there is none near. */
export function openCall(text: string, at: number): number | null {
  let closed = 0;
  for (let index = at - 1; index >= Math.max(0, at - MOST_CHARS); index--) {
    const char = text.charAt(index);
    if (CLOSING.includes(char)) closed++;
    else if (OPENING.includes(char) && closed > 0) closed--;
    else if (char === "(") return index;
  }
  return null;
}

/** Whether a position lies past the call whose bracket stands at `open`, or before it. */
export function isPastCall(text: string, open: number, at: number): boolean {
  if (at <= open || at - open > MOST_CHARS || text.charAt(open) !== "(") return true;
  let depth = 0;
  let quote = "";
  for (let index = open; index < at; index++) {
    const char = text.charAt(index);
    if (quote !== "") quote = char === quote && text.charAt(index - 1) !== "\\" ? "" : quote;
    else if (QUOTES.includes(char)) quote = char;
    else if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char) && --depth === 0) return true;
  }
  return false;
}
