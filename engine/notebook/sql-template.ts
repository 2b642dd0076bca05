/** A query cut at its `${...}` holes: `texts` is one longer than `holes`. */
export interface SqlTemplate {
  readonly texts: readonly string[];
  readonly holes: readonly { readonly code: string; readonly start: number }[];
}

/** Index just past the string or template that opens at `start`, or -1 when it never closes. */
function skipQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === "\\") i++;
    else if (c === quote) return i + 1;
    else if (quote === "`" && c === "$" && text[i + 1] === "{") {
      const end = holeEnd(text, i + 2);
      if (end < 0) return -1;
      i = end;
    }
  }
  return -1;
}

/** Index of the `}` that closes a hole whose code begins at `start`, or -1 when it never closes. */
function holeEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === "{") depth++;
    else if (c === "}" && depth-- === 0) return i;
    else if (c === '"' || c === "'" || c === "`") {
      const end = skipQuoted(text, i);
      if (end < 0) return -1;
      i = end - 1;
    }
  }
  return -1;
}

/**
 * Cuts a SQL cell's text at its `${...}` holes; a hole that never closes is text.
 *
 * @param source The query as the user typed it, without escapes.
 * @returns Texts and holes in order; `start` is the offset of a hole's code in `source`.
 */
export function splitSql(source: string): SqlTemplate {
  const texts: string[] = [];
  const holes: { code: string; start: number }[] = [];
  let from = 0;
  for (let at = source.indexOf("${"); at >= 0; at = source.indexOf("${", at)) {
    const end = holeEnd(source, at + 2);
    if (end < 0) break;
    texts.push(source.slice(from, at));
    holes.push({ code: source.slice(at + 2, end), start: at + 2 });
    from = at = end + 1;
  }
  texts.push(source.slice(from));
  return { texts, holes };
}

const escapeText = (text: string) => text.replace(/[\\`]|\$(?=\{)/g, "\\$&");

/** A query as the inside of a JavaScript template: backticks, backslashes and stray `${` escaped, holes verbatim. */
export function escapeSql(source: string): string {
  const { texts, holes } = splitSql(source);
  return texts
    .map((text, i) => escapeText(text) + (i < holes.length ? `\${${holes[i]?.code ?? ""}}` : ""))
    .join("");
}

/**
 * Undoes {@link escapeSql} on a text that begins just inside a template.
 *
 * @returns The query and the offset of the closing backtick, or null when the template never closes.
 */
export function unescapeSql(text: string, start: number): { source: string; end: number } | null {
  const parts: string[] = [];
  let from = start;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === "`") return { source: parts.join("") + text.slice(from, i), end: i };
    if (c === "\\") {
      parts.push(text.slice(from, i));
      from = ++i;
    } else if (c === "$" && text[i + 1] === "{") {
      const end = holeEnd(text, i + 2);
      if (end < 0) return null;
      i = end;
    }
  }
  return null;
}

/**
 * The tables that a query reads by plain name, for the notebook's graph: names after FROM, JOIN and their commas.
 * Quoted names, comments and strings are not looked into; over-reporting is harmless, the graph keeps known names only.
 */
export function sqlTables(source: string): string[] {
  const { texts } = splitSql(source);
  const bare = texts.join(" NULL ").replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\//g, " ");
  const names = new Set<string>();
  const item =
    /[A-Za-z_]\w*(?:\s+(?:AS\s+)?(?!JOIN|WHERE|ON|GROUP|ORDER|LEFT|INNER|CROSS|ASOF|LIMIT)[A-Za-z_]\w*)?/i
      .source;
  for (const match of bare.matchAll(new RegExp(`\\b(?:FROM|JOIN)\\s+(${item}(?:\\s*,\\s*${item})*)`, "gi"))) {
    for (const part of (match[1] ?? "").split(",")) {
      const name = /^\s*([A-Za-z_]\w*)/.exec(part)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names];
}
