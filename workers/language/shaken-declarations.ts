import ts from "typescript";
import { createServiceHost } from "./service-host.ts";
import { createVirtualFiles } from "./virtual-files.ts";

type Texts = Readonly<Record<string, string>>;

/** Parts of a package's own workings that it exports as a whole: nobody who writes a cell names them. */
const INNER_WORKINGS: ReadonlySet<string> = new Set(["core", "util", "regexes", "locales"]);

const isLibrary = (path: string) => path.startsWith("/lib/");

/** The statement at the top of a file that a node stands in; none for the file itself. */
function statementOf(node: ts.Node): ts.Statement | undefined {
  let at = node;
  while (!ts.isSourceFile(at)) {
    if (ts.isSourceFile(at.parent)) return at as ts.Statement;
    at = at.parent;
  }
  return undefined;
}

/** What a name stands for in the end: the thing itself where the name was imported or passed on. */
function meant(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Every name that a module gives away, with those of the modules that it gives away as one. */
function roots(checker: ts.TypeChecker, module: ts.Symbol): ts.Symbol[] {
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    if (INNER_WORKINGS.has(symbol.name)) return [];
    const target = meant(checker, symbol);
    return target.flags & ts.SymbolFlags.ValueModule ? roots(checker, target) : [target];
  });
}

/** What is left of a program: statements at the top of its files, and what names in them stand for. */
interface Needed {
  readonly statements: ReadonlySet<ts.Node>;
  readonly symbols: ReadonlySet<ts.Symbol>;
}

/** All that the types of these names may follow from. */
function neededBy(checker: ts.TypeChecker, names: readonly ts.Symbol[]): Needed {
  const statements = new Set<ts.Statement>();
  const symbols = new Set<ts.Symbol>();
  const want = (symbol: ts.Symbol | undefined): void => {
    if (symbol === undefined || symbols.has(symbol)) return;
    symbols.add(symbol);
    const target = meant(checker, symbol);
    symbols.add(target);
    for (const declaration of target.declarations ?? []) {
      const statement = statementOf(declaration);
      if (statement !== undefined && !isLibrary(declaration.getSourceFile().fileName))
        statements.add(statement);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) want(checker.getSymbolAtLocation(node));
    ts.forEachChild(node, visit);
  };
  names.forEach(want);
  // A set gives what is added to it while it is walked.
  for (const statement of statements) visit(statement);
  return { statements, symbols };
}

/** An import with the names that are needed of it; one of a whole module stays, as its file has no more than it must. */
function importText(statement: ts.ImportDeclaration, isNeeded: (name: ts.Node) => boolean): string {
  const list = statement.importClause?.namedBindings;
  if (list === undefined || !ts.isNamedImports(list)) return statement.getFullText();
  const kept = list.elements.filter(({ name }) => isNeeded(name)).map((element) => element.getText());
  if (kept.length === 0) return "";
  const { text } = statement.getSourceFile();
  const [head, tail] = [text.slice(statement.pos, list.getStart()), text.slice(list.end, statement.end)];
  return `${head}{ ${kept.join(", ")} }${tail}`;
}

/** A statement as it stays: imports of needed names, declarations whole or not at all, anything else as it was. */
function statementText(checker: ts.TypeChecker, statement: ts.Statement, needed: Needed): string {
  if (ts.isImportDeclaration(statement))
    return importText(statement, (name) => {
      const symbol = checker.getSymbolAtLocation(name);
      return symbol !== undefined && needed.symbols.has(meant(checker, symbol));
    });
  const isNamed = ts.isDeclarationStatement(statement) && statement.name !== undefined;
  const mayGo = isNamed || ts.isVariableStatement(statement);
  return mayGo && !needed.statements.has(statement) ? "" : statement.getFullText();
}

/**
 * The declarations without what no cell can come to: of some hundred files, with every helper that they export to one
 * another, a browser would read and bind each name before it could say anything of a cell.
 *
 * @param files Virtual files by absolute path; ECMAScript's libraries are left as they are.
 * @param entry The file whose exports cells see.
 * @returns Fewer and shorter files, of which `entry` exports the same names with the same types.
 */
export function shakenDeclarations(files: Texts, entry: string): Record<string, string> {
  const service = ts.createLanguageService(createServiceHost(createVirtualFiles(files), () => [entry]));
  const program = service.getProgram();
  const checker = program?.getTypeChecker();
  const root = program?.getSourceFile(entry);
  const module = root && checker?.getSymbolAtLocation(root);
  if (program === undefined || checker === undefined || module === undefined)
    throw new Error(`assertion: ${entry} is a module`);
  const needed = neededBy(checker, roots(checker, module));
  const textOf = (path: string, text: string): string => {
    const file = program.getSourceFile(path);
    if (file === undefined || file === root || isLibrary(path)) return text;
    return file.statements.map((statement) => statementText(checker, statement, needed)).join("");
  };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, textOf(path, text)]));
}
