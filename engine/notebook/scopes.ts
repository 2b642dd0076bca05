/** A node of an ESTree program, as any parser of that standard gives it; offsets count UTF-16 units. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Names visible at a place of a program, innermost first. */
export type Scope = {
  readonly names: Set<string>;
  readonly parent: Scope | null;
  readonly isFunction: boolean;
};
/** A node with whatever else it has. */
export type Fields = SyntaxNode & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
/** The nodes in a field, be it one, a list or none. */
export const nodes = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
/** A field that is text, or nothing. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isFunction = (node: SyntaxNode) => /^(Function|ArrowFunction)/.test(node.type);

/** Names bound by a pattern: `{ a, b: [c], ...d }` binds a, c and d. */
export function patternNames(node: Fields): string[] {
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
export function declaredHere(statements: readonly Fields[]): string[] {
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
export function hoistedVars(node: Fields): string[] {
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
export function skippedKeys(node: Fields): readonly string[] {
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

/** A scope inside another one. */
export const open = (parent: Scope | null, names: readonly string[], isFunctionScope: boolean): Scope => ({
  names: new Set(names),
  parent,
  isFunction: isFunctionScope,
});

/** The scope in which a node's children stand. */
export function innerScope(node: Fields, scope: Scope): Scope {
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

/** Whether a name is declared at or around a place. */
export const isBound = (scope: Scope | null, name: string): boolean =>
  scope !== null && (scope.names.has(name) || isBound(scope.parent, name));

/** Whether a name means a declaration of the program's top level. */
export function isTopLevel(scope: Scope, name: string): boolean {
  if (scope.parent === null) return scope.names.has(name);
  return !scope.names.has(name) && isTopLevel(scope.parent, name);
}
