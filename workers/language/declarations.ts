import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { HOST_GLOBALS } from "./host-globals.ts";
import { LIBRARY, LOOKBACK } from "./service-host.ts";
import { shakenDeclarations } from "./shaken-declarations.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ENGINE = "engine/index.ts";
const CELL_API = "workers/cells/cell-api.ts";
/** The module "lookback". */
const MODULE = `${LOOKBACK}/index.d.ts`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2024.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  // `npm test` checks; here only the declared shapes are wanted.
  noCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ["node"],
  rootDir: ROOT,
  outDir: ROOT,
};

/** A name that cells see: where it comes from, and the comment that belongs to it. */
interface ScopeName {
  readonly name: string;
  readonly comment: string;
}

function openProgram(): ts.Program {
  return ts.createProgram([join(ROOT, ENGINE), join(ROOT, CELL_API)], OPTIONS);
}

function exportsOf(program: ts.Program, path: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(ROOT, path));
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`assertion: ${path} is a module`);
  return checker.getExportsOfModule(module);
}

const commentAt = (node: ts.Node | undefined): string => {
  const comment = node && ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc);
  return comment === undefined ? "" : comment.getText();
};

/** The names of the session: the members of the one interface that says what cells see besides the engine. */
function scopeNames(program: ts.Program): ScopeName[] {
  const checker = program.getTypeChecker();
  const api = exportsOf(program, CELL_API).find((symbol) => symbol.name === "CellApi");
  if (api === undefined) throw new Error(`assertion: ${CELL_API} exports CellApi`);
  return checker
    .getDeclaredTypeOfSymbol(api)
    .getProperties()
    .map((symbol) => ({ name: symbol.name, comment: commentAt(symbol.declarations?.[0]) }));
}

/** The module "lookback": the engine's exports and the session's names. */
function lookbackModule(scope: readonly ScopeName[]): string {
  const names = scope.map(
    ({ name, comment }) => `${comment}\nexport declare const ${name}: CellApi["${name}"];`,
  );
  return [
    `export * from "./${ENGINE}";`,
    `import type { CellApi } from "./${CELL_API}";`,
    ...names,
    "export as namespace Lookback;",
  ].join("\n");
}

/** What is reached by imports from these files, so that nothing else travels to the browser. */
function reachable(texts: ReadonlyMap<string, string>, from: readonly string[]): string[] {
  const found = new Set(from);
  for (const path of found) {
    for (const match of (texts.get(path) ?? "").matchAll(/(?:from |import\(|import )"([#.][^"]+)"/g)) {
      const specifier = match[1] ?? "";
      const target = specifier.startsWith("#") ? specifier.slice(1) : join(path, "..", specifier);
      const declaration = target.replace(/\.ts$/, ".d.ts");
      if (texts.has(declaration)) found.add(declaration);
    }
  }
  return [...found];
}

function emitted(program: ts.Program): Record<string, string> {
  const texts = new Map<string, string>();
  program.emit(undefined, (path, text) => void texts.set(path.slice(ROOT.length), text), undefined, true);
  const wanted = reachable(
    texts,
    [ENGINE, CELL_API].map((path) => path.replace(/\.ts$/, ".d.ts")),
  );
  return Object.fromEntries(wanted.map((path) => [`${LOOKBACK}/${path}`, texts.get(path) ?? ""]));
}

function zodDeclarations(): Record<string, string> {
  const folder = join(ROOT, "node_modules/zod");
  const read = (path: string) => [`/zod/${path}`, readFileSync(join(folder, path), "utf8")];
  const inside = ["classic", "core"].flatMap((part) =>
    readdirSync(join(folder, "v4", part))
      .filter((name) => name.endsWith(".d.ts"))
      .map((name) => `v4/${part}/${name}`),
  );
  return Object.fromEntries([
    ...["index.d.ts", ...inside].map(read),
    // Error messages in forty languages, of which cells need none.
    ["/zod/v4/locales/index.d.ts", "export {};"],
  ]) as Record<string, string>;
}

/** ECMAScript's own declarations, without the DOM's. */
function libraries(): Record<string, string> {
  const folder = join(ROOT, "node_modules/typescript/lib");
  const wanted = /^lib\.(es5|es20(1\d|2[0-3])(\..*)?|decorators(\.legacy)?|esnext\.disposable)\.d\.ts$/;
  const names = readdirSync(folder).filter((name) => wanted.test(name) && !name.includes(".full."));
  const texts = names.map((name) => [`/lib/${name}`, readFileSync(join(folder, name), "utf8")]);
  const start = '/// <reference lib="es2023" />\n/// <reference lib="esnext.disposable" />\n';
  return Object.fromEntries([...texts, [LIBRARY, start]]) as Record<string, string>;
}

/** Everything that the language service knows before it has seen a cell. */
export interface Declarations {
  /** Virtual files by absolute path. */
  readonly files: Readonly<Record<string, string>>;
  /** Every name of the module "lookback", values and types, in order. */
  readonly names: readonly string[];
}

/**
 * Reads the engine's and the cells' public shapes out of their sources, docstrings included; about 4 seconds.
 *
 * @returns Virtual files for `openLanguage`.
 */
export function makeDeclarations(): Declarations {
  const program = openProgram();
  const scope = scopeNames(program);
  const engine = exportsOf(program, ENGINE).map((symbol) => symbol.name);
  const names = [...new Set([...engine, ...scope.map(({ name }) => name)])];
  const files = {
    ...libraries(),
    ...zodDeclarations(),
    ...emitted(program),
    [MODULE]: lookbackModule(scope),
    "/host.d.ts": HOST_GLOBALS,
  };
  return { files: shakenDeclarations(files, MODULE), names };
}
