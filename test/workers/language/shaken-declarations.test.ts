import ts from "typescript";
import { describe, expect, test } from "vitest";
import { createServiceHost } from "#workers/language/service-host.ts";
import { shakenDeclarations } from "#workers/language/shaken-declarations.ts";
import { createVirtualFiles } from "#workers/language/virtual-files.ts";

const ENTRY = "/lookback/index.d.ts";
const FILES = {
  "/lib/lib.es2023.full.d.ts": "interface Array<T> { length: number }\ninterface Unused {}",
  [ENTRY]:
    'export { run } from "./run.ts";\nexport * from "./words.ts";\nimport { Kind } from "./kind.ts";\nexport declare const kind: Kind;',
  "/lookback/run.d.ts":
    'import { type Settings, type Private } from "./settings.ts";\nexport declare function run(settings: Settings): Outcome;\ninterface Outcome { ok: boolean }\nexport declare function inner(value: Private): void;',
  "/lookback/settings.d.ts":
    'import * as words from "./words.ts";\n/** How it runs. */\nexport interface Settings { word: words.Word }\nexport interface Private { hidden: Deep }\ntype Deep = string;',
  "/lookback/words.d.ts":
    'export type Word = typeof WORDS[number];\nexport declare const WORDS: readonly ["a", "b"];',
  "/lookback/kind.d.ts": "export { type Kind, type Other };\ntype Kind = 1;\ntype Other = Kind | 2;",
};

/** What each exported name is, as TypeScript prints it. */
function typesOf(files: Readonly<Record<string, string>>): Record<string, string> {
  const service = ts.createLanguageService(createServiceHost(createVirtualFiles(files), () => [ENTRY]));
  const program = service.getProgram();
  const checker = program?.getTypeChecker();
  const file = program?.getSourceFile(ENTRY);
  const module = file && checker?.getSymbolAtLocation(file);
  if (!checker || !module) throw new Error("no module");
  const typeOf = (symbol: ts.Symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const isValue = (target.flags & ts.SymbolFlags.Value) !== 0;
    const type = isValue ? checker.getTypeOfSymbol(target) : checker.getDeclaredTypeOfSymbol(target);
    const members = type
      .getProperties()
      .map((member) => checker.typeToString(checker.getTypeOfSymbol(member)));
    return [checker.typeToString(type), ...members].join("; ");
  };
  return Object.fromEntries(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, typeOf(symbol)]),
  );
}

describe("declarations without what no cell can come to", () => {
  const shaken = shakenDeclarations(FILES, ENTRY);

  test("give the same names the same types", () => {
    expect(typesOf(shaken)).toEqual(typesOf(FILES));
    expect(typesOf(shaken).run).toContain("Outcome");
    expect(typesOf(shaken).kind).toMatch(/^1/);
  });

  test("have no name that only unreachable ones use, and keep the words beside the others", () => {
    expect(shaken["/lookback/run.d.ts"]).not.toMatch(/inner|Private/);
    expect(shaken["/lookback/settings.d.ts"]).not.toMatch(/Private|Deep/);
    expect(shaken["/lookback/kind.d.ts"]).not.toContain("type Other =");
    expect(shaken["/lookback/settings.d.ts"]).toContain("/** How it runs. */");
  });

  test("leave the libraries of the language as they are", () => {
    expect(shaken["/lib/lib.es2023.full.d.ts"]).toBe(FILES["/lib/lib.es2023.full.d.ts"]);
  });
});
