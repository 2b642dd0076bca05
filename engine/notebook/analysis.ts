import { EngineError } from "../errors.ts";
import { mutationOf } from "./mutations.ts";
import type { Mutation } from "./mutations.ts";
import {
  declaredHere,
  hoistedVars,
  innerScope,
  isBound,
  isTopLevel,
  nodes,
  open,
  patternNames,
  skippedKeys,
  text,
} from "./scopes.ts";
import type { Fields, Scope, SyntaxNode } from "./scopes.ts";
import { sqlTables } from "./sql-template.ts";

/** A place where a name of the top level is written; in `{ name }` a new name needs the old one as its key. */
export interface NameUse {
  readonly name: string;
  readonly start: number;
  readonly shorthand: boolean;
}

/** What a cell's program says about its neighbours. */
export interface CellAnalysis {
  /** Names declared at the top level, in order. */
  readonly defines: readonly string[];
  /** Names used but declared nowhere in the cell, in order of first use; tables that its queries read among them. */
  readonly reads: readonly string[];
  /** Where each name that the cell needs stands first; what only queries and `typeof` name fails nowhere and is left out. */
  readonly needs: ReadonlyMap<string, number>;
  /** Where names of the top level stand, declarations included: what a renaming changes. */
  readonly uses: readonly NameUse[];
  /** Where values of other cells seem to be changed in place. */
  readonly mutations: readonly Mutation[];
  /** The last statement when it is an expression: its value is what the cell shows. */
  readonly lastExpression: SyntaxNode | null;
  /** Top-level `export` keywords and `import` declarations, to be blanked before the code is run. */
  readonly blanks: readonly { readonly start: number; readonly end: number }[];
}

/** Tables named by a query: sql`SELECT ... FROM closes` reads the cell that defines closes. */
function queryTables(node: Fields): string[] {
  if (node.type !== "TaggedTemplateExpression" || nodes(node["tag"])[0]?.["name"] !== "sql") return [];
  const quasis = nodes(node["quasi"]).flatMap((quasi) => nodes(quasi["quasis"]));
  const texts = quasis.map((quasi) => text((quasi["value"] as { cooked?: unknown } | undefined)?.cooked));
  return sqlTables(texts.join(" NULL "));
}

/** Names that an assignment writes to; a member of an object is not a name. */
function writtenNames(node: Fields): string[] {
  if (
    node.type === "AssignmentExpression" ||
    node.type === "ForInStatement" ||
    node.type === "ForOfStatement"
  )
    return nodes(node["left"]).flatMap(patternNames);
  return node.type === "UpdateExpression" ? nodes(node["argument"]).flatMap(patternNames) : [];
}

/** What a walk gathers. */
interface Found {
  readonly reads: Set<string>;
  readonly needs: Map<string, number>;
  readonly uses: NameUse[];
  readonly mutations: Mutation[];
}

function requireOwnNames(node: Fields, scope: Scope): void {
  for (const name of writtenNames(node)) {
    if (isBound(scope, name)) continue;
    const remedy = "declare it here with let, or change the cell that defines it";
    throw new SyntaxProblem(`assignment to ${name}, which this cell does not declare; ${remedy}`, node.start);
  }
}

function noteIdentifier(node: Fields, scope: Scope, found: Found, shorthand: boolean): void {
  const name = text(node["name"]);
  if (isTopLevel(scope, name)) found.uses.push({ name, start: node.start, shorthand });
  if (isBound(scope, name)) return;
  found.reads.add(name);
  if (!found.needs.has(name)) found.needs.set(name, node.start);
}

/** `typeof name` asks whether a name is there at all. */
const askedFor = (node: Fields): Fields | undefined =>
  node.type === "UnaryExpression" && node["operator"] === "typeof"
    ? nodes(node["argument"]).find(({ type }) => type === "Identifier")
    : undefined;

function walk(node: Fields, scope: Scope, found: Found, shorthand = false): void {
  requireOwnNames(node, scope);
  if (node.type === "ImportExpression")
    throw new SyntaxProblem('import() in a cell; everything of "lookback" is in scope', node.start);
  if (node.type === "Identifier") noteIdentifier(node, scope, found, shorthand);
  for (const name of queryTables(node)) if (!isBound(scope, name)) found.reads.add(name);
  const mutation = mutationOf(node);
  if (mutation !== null && !isBound(scope, mutation.name)) found.mutations.push(mutation);
  const asked = askedFor(node);
  if (asked !== undefined && !isBound(scope, text(asked["name"])))
    return void found.reads.add(text(asked["name"]));
  const inner = innerScope(node, scope);
  const skipped = skippedKeys(node);
  const short = node["shorthand"] === true || (shorthand && node.type === "AssignmentPattern");
  for (const key of Object.keys(node)) {
    if (key === "type" || skipped.includes(key)) continue;
    for (const child of nodes(node[key])) walk(child, inner, found, short && key !== "right");
  }
}

/** A mistake in a cell's text, by its offset; the host turns it into a line and a column. */
export class SyntaxProblem extends EngineError {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super("bad-notebook", message);
    this.offset = offset;
  }
}

/** The modules that a cell may import from; their names are in scope anyway. */
export const ALLOWED_IMPORTS: readonly string[] = ["lookback"];

function requireAllowedImport(statement: Fields): void {
  const from = text(nodes(statement["source"])[0]?.["value"]);
  const renamed = nodes(statement["specifiers"]).some((s) => {
    const imported = nodes(s["imported"])[0];
    return imported === undefined || imported["name"] !== nodes(s["local"])[0]?.["name"];
  });
  if (!ALLOWED_IMPORTS.includes(from))
    throw new SyntaxProblem(
      `import of "${from}" is not allowed; cells may import from "lookback" only`,
      statement.start,
    );
  if (renamed)
    throw new SyntaxProblem(
      `import from "${from}" under another name; import { name } as it is called`,
      statement.start,
    );
}

function blankOf(statement: Fields): { start: number; end: number } | null {
  if (statement.type === "ImportDeclaration") requireAllowedImport(statement);
  else if (statement.type === "ExportNamedDeclaration") {
    const declared = nodes(statement["declaration"])[0];
    if (declared !== undefined) return { start: statement.start, end: declared.start };
  } else if (!statement.type.startsWith("Export")) return null;
  else
    throw new SyntaxProblem(
      "default or star export in a cell; export a name or end with an expression",
      statement.start,
    );
  return { start: statement.start, end: statement.end };
}

/**
 * Finds what a cell declares and what it needs from other cells.
 *
 * @param program An ESTree `Program` of the cell's code without types, parsed as a module.
 * @returns Names and positions; a name is read if any nested function uses it, too. O(nodes x depth).
 * @throws SyntaxProblem for an import outside {@link ALLOWED_IMPORTS} or an assignment to another cell's name.
 */
export function analyseCell(program: SyntaxNode): CellAnalysis {
  const root = program as Fields;
  const body = nodes(root["body"]);
  const defines = [...new Set([...declaredHere(body), ...body.flatMap(hoistedVars)])];
  const found: Found = { reads: new Set(), needs: new Map(), uses: [], mutations: [] };
  const scope = open(null, defines, true);
  const blanks = body.map(blankOf).filter((blank) => blank !== null);
  for (const statement of body) if (statement.type !== "ImportDeclaration") walk(statement, scope, found);
  const last = body.at(-1);
  return {
    defines,
    reads: [...found.reads],
    needs: found.needs,
    uses: found.uses,
    mutations: found.mutations,
    lastExpression: last?.type === "ExpressionStatement" ? last : null,
    blanks,
  };
}
