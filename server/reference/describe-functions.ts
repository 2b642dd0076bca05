import ts from "typescript";
import type { DescribedOption } from "./describe-options.ts";

/** A function of the cells' API as its own docstring tells of it. */
export interface DescribedFunction {
  readonly name: string;
  /** As one writes it, types included; on one line. */
  readonly signature: string;
  readonly description: string;
  readonly returns: string | null;
  readonly throws: string | null;
  readonly example: string | null;
  /** Of its last argument, where that is an object with names of its own. */
  readonly options?: readonly DescribedOption[];
}

type Member =
  | ts.MethodSignature
  | ts.PropertySignature
  | ts.MethodDeclaration
  | ts.PropertyAssignment
  | ts.ShorthandPropertyAssignment;
type Documented = Member | ts.FunctionDeclaration;

const member = (node: ts.Node): Member[] =>
  ts.isMethodSignature(node) ||
  ts.isPropertySignature(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isShorthandPropertyAssignment(node)
    ? [node]
    : [];

/**
 * Reads the documented members of an interface, or of an exported object, from its source: the docstring is the one source of the reference.
 *
 * @param source Text of a TypeScript file.
 * @param name Of the interface or the constant.
 * @returns Members in the order of the source; those without a docstring are left out.
 */
export function describeFunctions(source: string, name: string): DescribedFunction[] {
  const file = ts.createSourceFile(`${name}.ts`, source, ts.ScriptTarget.Latest, true);
  return membersOf(file, name).flatMap((each) => describe(each, file) ?? []);
}

/** A function that a file exports, as its docstring tells of it; undefined for a type, a constant, or one without a docstring. */
export function describeExport(source: string, name: string): DescribedFunction | undefined {
  const file = ts.createSourceFile(`${name}.ts`, source, ts.ScriptTarget.Latest, true);
  const found = file.statements
    .filter(ts.isFunctionDeclaration)
    // Of overloads the last is the implementation; the first is what one calls.
    .find((statement) => statement.name?.text === name);
  return found && describe(found, file);
}

function membersOf(file: ts.SourceFile, name: string): Member[] {
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name)
      return statement.members.flatMap(member);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: id, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(id) && id.text === name && initializer && ts.isObjectLiteralExpression(initializer))
        return initializer.properties.flatMap(member);
  }
  return [];
}

function describe(documented: Documented, file: ts.SourceFile): DescribedFunction | undefined {
  const docs = ts.getJSDocCommentsAndTags(documented).filter(ts.isJSDoc).at(-1);
  if (!docs) return undefined;
  const tags = docs.tags ?? [];
  const tag = (name: string) => {
    const found = tags.find(({ tagName }) => tagName.text === name);
    return found ? docText(found.comment) : null;
  };
  return {
    name: documented.name?.getText(file) ?? "",
    signature: signatureOf(documented, file),
    description: docText(docs.comment),
    returns: tag("returns"),
    throws: throwsOf(tags, file),
    example: tag("example"),
  };
}

/** `@throws` may begin with a bare word that the parser takes for a type. */
function throwsOf(tags: readonly ts.JSDocTag[], file: ts.SourceFile): string | null {
  const found = tags.find(({ tagName }) => tagName.text === "throws");
  if (!found) return null;
  const whole = found.getText(file).replace(/^@throws\s*/, "");
  return oneLine(whole.replace(/\n\s*\*/g, " "));
}

/** Words of a docstring, on one line. */
export function docText(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return oneLine(ts.getTextOfJSDocComment(comment)?.replace(/\{@link (\w+)\}/g, "$1") ?? "");
}

const oneLine = (words: string): string => words.replace(/\s+/g, " ").trim();

function signatureOf(node: Documented, file: ts.SourceFile): string {
  const end = "body" in node && node.body ? node.body.getStart(file) : node.getEnd();
  const whole = file.text.slice(node.getStart(file), end);
  return oneLine(whole)
    .replace(/;$/, "")
    .replace(/^(readonly|export (async )?function) /, "");
}
