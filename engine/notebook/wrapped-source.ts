import { definedName } from "./cell-code.ts";
import type { NotebookCell } from "./document.ts";
import { escapeTemplate, unescapeTemplate } from "./markdown-template.ts";
import { escapeSql, unescapeSql } from "./sql-template.ts";

/** The kinds whose text stands inside a call in the file: `export const closes = sql...`. */
export type WrappedKind = "sql" | "input" | "strategy";

/** A text that was taken out of its call, with the name that the call was given. */
export interface Unwrapped {
  readonly source: string;
  readonly name?: string;
}

const HEAD = String.raw`^\s*(?:export\s+)?(?:const\s+([A-Za-z_$][\w$]*)\s*=\s*)?(?:await\s+)?`;
const SQL = new RegExp(`${HEAD}sql\``);
const INPUT = new RegExp(`${HEAD}input\\(`);
const STRATEGY = new RegExp(`${HEAD}strategyFromYaml\\(\``);

/** Whether a cell's text stands in a call that carries its name. */
export const isWrapped = (kind: NotebookCell["kind"]): kind is WrappedKind =>
  kind === "sql" || kind === "input" || kind === "strategy";

/** The call that a cell's text is printed as; {@link unwrapSource} gives back the same text and name. */
export function wrapSource(cell: NotebookCell): string {
  const name = definedName(cell);
  const head = name === undefined ? "" : `export const ${name} = `;
  if (cell.kind === "input") return `${head}input(${cell.source});`;
  if (cell.kind === "strategy") return `${head}strategyFromYaml(\`${escapeTemplate(cell.source)}\`);`;
  return `${head}sql\`${escapeSql(cell.source)}\`;`;
}

const named = (source: string, name: string | undefined): Unwrapped => ({
  source,
  ...(name === undefined ? {} : { name }),
});

function unwrapSql(body: string): Unwrapped | null {
  const head = SQL.exec(body);
  if (head === null) return null;
  const query = unescapeSql(body, head[0].length);
  if (query === null || !/^\s*;?\s*$/.test(body.slice(query.end + 1))) return null;
  return named(query.source, head[1]);
}

function unwrapInput(body: string): Unwrapped | null {
  const head = INPUT.exec(body);
  const tail = /\);?\s*$/.exec(body);
  if (head === null || tail === null || tail.index < head[0].length) return null;
  return named(body.slice(head[0].length, tail.index), head[1]);
}

/** Index of the backtick that closes a template without holes, or -1. */
function templateEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (text[i] === "`") return i;
    if (text[i] === "\\") i++;
  }
  return -1;
}

function unwrapStrategy(body: string): Unwrapped | null {
  const head = STRATEGY.exec(body);
  const end = head === null ? -1 : templateEnd(body, head[0].length);
  if (head === null || end < 0 || !/^\s*\);?\s*$/.test(body.slice(end + 1))) return null;
  return named(unescapeTemplate(body.slice(head[0].length, end)), head[1]);
}

/** The text and the name in a call of this kind, or null when a person made something else of it. */
export function unwrapSource(kind: WrappedKind, body: string): Unwrapped | null {
  if (kind === "input") return unwrapInput(body);
  return kind === "strategy" ? unwrapStrategy(body) : unwrapSql(body);
}
