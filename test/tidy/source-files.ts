import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

/** A source file of the project as the tidy tests read it. */
export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ts.SourceFile;
}

/** One import: where it points within the project, or the package's name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const ROOT = join(import.meta.dirname, "..", "..");

let everything: readonly SourceFile[] | undefined;
const imports = new WeakMap<SourceFile, Import[]>();

/** Every TypeScript file in such folders that git knows or would add, without generated ones. Read once, since every tidy test asks. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  everything ??= readAll();
  return everything.filter(({ path }) =>
    folders.some((folder) => folder === "." || path.startsWith(`${folder}/`)),
  );
}

function readAll(): SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter((path) => /\.(ts|tsx)$/.test(path) && !path.endsWith(".d.ts"))
    .filter((path) => ts.sys.fileExists(join(ROOT, path)))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      // Parsed when asked for and not kept: the trees of all files together are large.
      return {
        path,
        text,
        get syntax() {
          return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
        },
      };
    });
}

/** All imports and re-exports of a file, static and dynamic, relative and by alias. */
export function importsOf(file: SourceFile): Import[] {
  const known = imports.get(file);
  if (known) return known;
  const found: Import[] = [];
  imports.set(file, found);
  const add = (specifier: string, typeOnly: boolean) => found.push(resolve(file.path, specifier, typeOnly));
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const typeOnly = ts.isImportDeclaration(node) ? isTypeOnly(node) : node.isTypeOnly;
      if (ts.isStringLiteral(node.moduleSpecifier)) add(node.moduleSpecifier.text, typeOnly);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) add(argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.syntax);
  return found;
}

function isTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith("#")) return { from, to: specifier.slice(1), isPackage: false, typeOnly };
  if (specifier.startsWith(".")) {
    return { from, to: normalize(join(dirname(from), specifier)), isPackage: false, typeOnly };
  }
  const [scope = "", name = ""] = specifier.split("/");
  return { from, to: specifier.startsWith("@") ? `${scope}/${name}` : scope, isPackage: true, typeOnly };
}

/** A named thing that a file gives to others. */
export interface Exported {
  readonly path: string;
  readonly name: string;
  readonly documented: boolean;
}

/** The exported declarations of a file, with whether a docstring stands above each. */
export function exportsOf(file: SourceFile): Exported[] {
  return file.syntax.statements.filter(isExportedDeclaration).map((statement) => ({
    path: file.path,
    name: declaredName(statement),
    documented: ts.getJSDocCommentsAndTags(statement).length > 0,
  }));
}

function isExportedDeclaration(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return false;
  if (isSchemaType(statement)) return false;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** `type X = z.infer<typeof x>`: the schema above it carries the words. */
function isSchemaType(statement: ts.Statement): boolean {
  return ts.isTypeAliasDeclaration(statement) && /^(z\.infer|\(typeof)/.test(statement.type.getText());
}

function declaredName(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText()).join(", ");
  }
  const named = statement as ts.Statement & { readonly name?: ts.Identifier };
  return named.name?.text ?? "(unnamed)";
}
