import { EngineError } from "../errors.ts";
import { sqlTables } from "./sql-template.ts";

/** A node of an ESTree program, as any parser of that standard gives it; offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** What a cell's program says about its neighbours. */
export interface CellAnalysis {
  /** Names declared at the top level, in order. */
  readonly defines: readonly string[];
  /** Names used but declared nowhere in the cell, in order of first use; tables that its queries read among them. */
  readonly reads: readonly string[];
  /** The last statement when it is an expression: its value is what the cell shows. */
  readonly lastExpression: SyntaxNode | null;
  /** Top-level `export` keywords and `import` declarations, to be blanked before the code is run. */
  readonly blanks: readonly { readonly start: number; readonly end: number }[];
}

type Scope = { readonly names: Set<string>; readonly parent: Scope | null; readonly isFunction: boolean };
type Fields = SyntaxNode & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
const nodes = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isFunction = (node: SyntaxNode) => /^(Function|ArrowFunction)/.test(node.type);

/** Names bound by a pattern: `{ a, b: [c], ...d }` binds a, c and d. */
function patternNames(node: Fields): string[] {
  switch (node.type) {
    case "Identifier":
      return [text(node["name"])];
    case "ObjectPattern":
      return nodes(node["properties"]).flatMap(patternNames);
    case "Property":
      return nodes(node["value"]).flatMap(patternNames);
    case "ArrayPattern":
      return nodes(node["elements"]).flatMap(patternNames);
    case "AssignmentPattern":
      return nodes(node["left"]).flatMap(patternNames);
    case "RestElement":
      return nodes(node["argument"]).flatMap(patternNames);
    default:
      return [];
  }
}

/** Declarations of a statement list; `export` is looked through. */
function declaredHere(statements: readonly Fields[]): string[] {
  return statements.flatMap((statement): string[] => {
    if (statement.type === "VariableDeclaration")
      return nodes(statement["declarations"]).flatMap((d) => nodes(d["id"]).flatMap(patternNames));
    if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration")
      return nodes(statement["id"]).flatMap(patternNames);
    if (statement.type === "ExportNamedDeclaration") return declaredHere(nodes(statement["declaration"]));
    return [];
  });
}

/** `var` declarations anywhere below that belong to this function. */
function hoistedVars(node: Fields): string[] {
  if (isFunction(node) || node.type === "StaticBlock") return [];
  const own = node.type === "VariableDeclaration" && node["kind"] === "var" ? declaredHere([node]) : [];
  return [...own, ...children(node).flatMap(hoistedVars)];
}

function children(node: Fields): Fields[] {
  const found: Fields[] = [];
  for (const key of Object.keys(node)) if (key !== "type") found.push(...nodes(node[key]));
  return found;
}

/** Parts of a node that are names of something else than a variable. */
function skippedKeys(node: Fields): readonly string[] {
  switch (node.type) {
    case "MemberExpression":
      return node["computed"] === true ? [] : ["property"];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return node["computed"] === true ? [] : ["key"];
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return ["label"];
    case "ExportSpecifier":
      return ["exported"];
    case "MetaProperty":
      return ["meta", "property"];
    default:
      return [];
  }
}

const open = (parent: Scope | null, names: readonly string[], isFunctionScope: boolean): Scope => ({
  names: new Set(names),
  parent,
  isFunction: isFunctionScope,
});

/** The scope in which a node's children stand. */
function innerScope(node: Fields, scope: Scope): Scope {
  if (isFunction(node)) {
    const own = node.type === "FunctionExpression" ? nodes(node["id"]).flatMap(patternNames) : [];
    const params = nodes(node["params"]).flatMap(patternNames);
    const implicit = node.type === "ArrowFunctionExpression" ? [] : ["arguments"];
    return open(scope, [...own, ...params, ...implicit, ...nodes(node["body"]).flatMap(hoistedVars)], true);
  }
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      return open(scope, declaredHere(nodes(node["body"])), node.type === "StaticBlock");
    case "SwitchStatement":
      return open(scope, declaredHere(nodes(node["cases"]).flatMap((c) => nodes(c["consequent"]))), false);
    case "ForStatement":
      return open(scope, declaredHere(nodes(node["init"])), false);
    case "ForInStatement":
    case "ForOfStatement":
      return open(scope, declaredHere(nodes(node["left"])), false);
    case "CatchClause":
      return open(scope, nodes(node["param"]).flatMap(patternNames), false);
    case "ClassExpression":
    case "ClassDeclaration":
      return open(scope, nodes(node["id"]).flatMap(patternNames), false);
    default:
      return scope;
  }
}

const isBound = (scope: Scope | null, name: string): boolean =>
  scope !== null && (scope.names.has(name) || isBound(scope.parent, name));

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

function walk(node: Fields, scope: Scope, reads: Set<string>): void {
  for (const name of writtenNames(node)) {
    if (isBound(scope, name)) continue;
    const remedy = "declare it here with let, or change the cell that defines it";
    throw new SyntaxProblem(`assignment to ${name}, which this cell does not declare; ${remedy}`, node.start);
  }
  if (node.type === "ImportExpression")
    throw new SyntaxProblem('import() in a cell; everything of "lookback" is in scope', node.start);
  if (node.type === "Identifier" && !isBound(scope, text(node["name"]))) reads.add(text(node["name"]));
  for (const name of queryTables(node)) if (!isBound(scope, name)) reads.add(name);
  const inner = innerScope(node, scope);
  const skipped = skippedKeys(node);
  for (const key of Object.keys(node)) {
    if (key === "type" || skipped.includes(key)) continue;
    for (const child of nodes(node[key])) walk(child, inner, reads);
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
  const reads = new Set<string>();
  const scope = open(null, defines, true);
  const blanks = body.map(blankOf).filter((blank) => blank !== null);
  for (const statement of body) if (statement.type !== "ImportDeclaration") walk(statement, scope, reads);
  const last = body.at(-1);
  return {
    defines,
    reads: [...reads],
    lastExpression: last?.type === "ExpressionStatement" ? last : null,
    blanks,
  };
}
