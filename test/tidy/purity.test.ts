import ts from "typescript";
import { describe, expect, test } from "vitest";
import { importsOf, type SourceFile, sourceFiles } from "./source-files.ts";

/** What would make two runs of one manifest differ. */
const IMPURE = /\b(Math\.random|Date\.now|performance\.now|new Date\(\)|console\.)/;

/** The text without comments, which may well name what the code must not use. */
function codeOf(file: SourceFile): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, file.text);
  let code = "";
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    code += scanner.getTokenText();
  }
  return code;
}

describe("the engine", () => {
  test("knows no clock, no chance and no console", () => {
    const wrong = sourceFiles("engine").filter((file) => IMPURE.test(codeOf(file)));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test("depends on zod only", () => {
    const packages = sourceFiles("engine")
      .flatMap(importsOf)
      .filter((found) => found.isPackage);
    expect(packages.filter(({ to }) => to !== "zod")).toEqual([]);
  });
});
