import type { SqlTemplate } from "./sql-template.ts";
import { splitSql } from "./sql-template.ts";

/** Fenced blocks and code spans: what stands in them is shown, never computed; nor is what a backslash stands before. */
const LITERAL =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ {0,3}\1[ \t]*$|$(?![^]))|(`+)(?!`)[^]*?[^`]\2(?!`)|\\\$/gm;

/** A text of the same length in which no literal part can open a hole. */
const masked = (source: string): string =>
  source.replace(LITERAL, (literal) => literal.replaceAll("$", " ").replaceAll("{", " "));

/**
 * Cuts markdown at its live `${...}` values. Code spans, fenced blocks and `\${` are text.
 *
 * @param source The text as the user typed it.
 * @returns Texts and holes in order, as {@link splitSql} gives them; joined again they are the source.
 */
export function splitMarkdown(source: string): SqlTemplate {
  const { holes } = splitSql(masked(source));
  const texts: string[] = [];
  let from = 0;
  for (const { start, code } of holes) {
    texts.push(source.slice(from, start - 2));
    from = start + code.length + 1;
  }
  texts.push(source.slice(from));
  return {
    texts,
    holes: holes.map(({ start, code }) => ({ start, code: source.slice(start, start + code.length) })),
  };
}

/** Whether a markdown text has values to compute. */
export const isLiveMarkdown = (source: string): boolean =>
  source.includes("${") && splitMarkdown(source).holes.length > 0;

/** Markdown whose live values are not computed: each stands as the code that it is. */
export function withoutValues(source: string): string {
  const { texts, holes } = splitMarkdown(source);
  if (holes.length === 0) return source;
  const shown = holes.map(({ code }) => (code.includes("`") ? "`${...}`" : `\`\${${code}}\``));
  return texts.map((text, i) => text + (shown[i] ?? "")).join("");
}

/** As wide as a number of four digits, and blank: spaces that no markdown takes away. */
const BLANK = `\`${"\u2007".repeat(4)}\``;

/** Markdown whose live values are on their way: a quiet blank stands for each. */
export const withBlanks = (source: string): string => splitMarkdown(source).texts.join(BLANK);

/** Markdown that tells nothing of the code of its live values: an ellipsis stands for each. */
export const withoutHoles = (source: string): string => splitMarkdown(source).texts.join("…");

/** Markdown as the inside of a JavaScript template whose holes are its live values. */
export function escapeMarkdown(source: string): string {
  const { texts, holes } = splitMarkdown(source);
  return texts
    .map((text, i) => escapeTemplate(text) + (i < holes.length ? `\${${holes[i]?.code ?? ""}}` : ""))
    .join("");
}

/** Any text as the inside of a JavaScript template without holes. */
export const escapeTemplate = (text: string): string => text.replace(/[\\`]|\$(?=\{)/g, "\\$&");

/** Undoes {@link escapeTemplate}. */
export const unescapeTemplate = (text: string): string => text.replace(/\\([\\`$])/g, "$1");
