/** What a structure may be long in a signature whose arguments are being written. */
export const GLANCE_CHARS = 120;
/** A parameter's schema as the value that it takes. */
const SCHEMA = /\b(?:z\.)?Zod(Number|String|Boolean)\b/g;
const WRAPPED = /\b(?:z\.)?Zod(?:Default|Optional)<([^<>]*)>/g;
const OWN_WORDS = /\bz\.core\.|\$Zod/;

/** Where the bracket that opens at `from` closes; the text's end where it does not. An arrow closes nothing. */
function closing(text: string, from: number): number {
  const open = text[from];
  const close = open === "<" ? ">" : "}";
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && text[at - 1] !== "=" && --depth === 0) return at;
  }
  return text.length - 1;
}

/**
 * A type as a tooltip shows it: schemas of parameters are the values that they take; type arguments in the schema library's own words are left
 * out, `Strategy<…>`, and so is what is inside of a long structure, `{ … }`.
 *
 * @param printed A type or signature as TypeScript prints it: a few hundred characters.
 * @param maxStructure Characters that a structure may have.
 */
export function shortType(printed: string, maxStructure = Infinity): string {
  const text = printed
    .replace(SCHEMA, (_, kind: string) => kind.toLowerCase())
    .replace(WRAPPED, (_, value: string) => value);
  let short = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    const end = char === "<" || char === "{" ? closing(text, at) : at;
    const inside = text.slice(at + 1, end);
    if (char === "<" && OWN_WORDS.test(inside)) short += "<…>";
    else if (char === "{" && (inside.length > maxStructure || OWN_WORDS.test(inside))) short += "{ … }";
    else {
      short += char;
      continue;
    }
    at = end;
  }
  return short;
}
