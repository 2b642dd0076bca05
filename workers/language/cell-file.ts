import * as ts from "typescript";
import { definedName } from "#engine/notebook/cell-code.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { splitMarkdown } from "#engine/notebook/markdown-template.ts";
import { splitSql } from "#engine/notebook/sql-template.ts";
import { streamNames } from "./stream-names.ts";

/** A column of a query's result: its name and the TypeScript type of its values. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** A cell as the module that TypeScript checks: `text` holds the cell's source, in place, after `prefix` characters. */
export interface CellFile {
  readonly text: string;
  readonly prefix: number;
  readonly length: number;
  /** Names that other cells may read, in order: values and types. */
  readonly names: readonly string[];
  /** Those of them whose value is a generator's object: readers see what it yields. */
  readonly streams: readonly string[];
  /** Names that stand anywhere in the cell, whether they are another cell's or not. */
  readonly mentions: ReadonlySet<string>;
  readonly isBroken: boolean;
}

/** The path of a cell's module. */
export const cellPath = (cellId: string): string => `/cell/${cellId}.ts`;

/** The cell that a path is the module of; undefined for any other file. */
export const cellIdOf = (path: string): string | undefined => /^\/cell\/(.+)\.ts$/.exec(path)?.[1];

function patternNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? patternNames(element.name) : []));
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((declaration) => patternNames(declaration.name));
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  )
    return statement.name ? [statement.name.text] : [];
  return [];
}

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);

function mentionedNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Parsing alone finds these mistakes; the compiler keeps them on the file, for itself. */
const isBroken = (file: ts.SourceFile) =>
  ((file as ts.SourceFile & { parseDiagnostics?: readonly unknown[] }).parseDiagnostics ?? []).length > 0;

function moduleOf(head: string, body: string, tail: string): CellFile {
  const code = head + body + tail;
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2023, false, ts.ScriptKind.TS);
  const names = [...new Set(file.statements.flatMap(declaredNames))];
  const hidden = file.statements.filter((statement) => !isExported(statement)).flatMap(declaredNames);
  return {
    text: `${code}\n;export { ${[...new Set(hidden)].join(", ")} };`,
    prefix: head.length,
    length: body.length,
    names,
    streams: streamNames(file),
    mentions: mentionedNames(file),
    isBroken: isBroken(file),
  };
}

const blank = (text: string) => text.replace(/[^\n]/g, " ");

/** A text with only the code of its `${...}` holes left; every other character but line ends is a blank. */
function holesOnly(source: string, split: typeof splitSql): string {
  const { texts, holes } = split(source);
  return texts
    .map((text, i) => blank(text) + (i < holes.length ? `\${${holes[i]?.code ?? ""}}` : ""))
    .join("");
}

/** `{ year: number; "close price": number | null }`, of the columns that the last run gave. */
function rowType(columns: readonly TableColumn[] | undefined): string {
  if (columns === undefined) return "";
  return `<{ ${columns.map(({ name, type }) => `${JSON.stringify(name)}: ${type}`).join("; ")} }>`;
}

/**
 * Makes the module of a cell; offsets in the cell are offsets in the module less `prefix`.
 *
 * An SQL cell is its query awaited under its name, as it runs; of its text only the `${...}` holes are code.
 *
 * @param columns Of an SQL cell: what its last run gave; its rows have no known columns before that.
 */
export function cellFile(cell: NotebookCell, columns?: readonly TableColumn[]): CellFile {
  if (cell.kind === "ts") return moduleOf("", cell.source, "");
  if (cell.kind === "md") return moduleOf("md`", holesOnly(cell.source, splitMarkdown), "`;");
  const define = definedName(cell) === undefined ? "" : `const ${cell.name} = `;
  if (cell.kind === "input")
    return moduleOf(`${define}await input(${JSON.stringify(cell.name ?? "")}, `, cell.source, "\n);");
  if (cell.kind === "strategy") return moduleOf(`${define}strategyFromYaml(\``, blank(cell.source), "`);");
  const head = `${define}await sql${rowType(columns)}\``;
  return moduleOf(head, holesOnly(cell.source, splitSql), "`;");
}
