import { basename, dirname } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { exportsOf, type SourceFile, sourceFiles } from "./source-files.ts";

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|lib|misc|shared|core|types)(\/|\.tsx?$)/;
const KEBAB = /^(\[[a-z-]+\]|[_a-z0-9.-]+)$/;
const MAX_LINES = 300;

/** Folders whose every file but these is one block, listed by one line in catalogue.ts. */
const CATALOGUES: Readonly<Record<string, readonly string[]>> = {
  "engine/indicators": [
    ...["indicator.ts", "catalogue.ts", "evaluate.ts", "step-indicator.ts"],
    ...["length-bars.ts", "session-keys.ts", "periods-per-year.ts", "benchmark.ts", "as-of-rows.ts"],
  ],
  "engine/sizing": ["sizer.ts", "catalogue.ts"],
  "engine/risk": ["rule.ts", "catalogue.ts", "review.ts", "target.ts", "halt.ts"],
  "engine/execution/paths": ["path.ts", "catalogue.ts"],
  "engine/strategies": ["built-in.ts", "catalogue.ts"],
  "engine/attribution/statistics": ["statistic.ts", "catalogue.ts"],
  "engine/execution/fees": ["fee-schedule.ts", "catalogue.ts"],
  "engine/execution/slippage": ["slippage-model.ts", "catalogue.ts"],
};

const product = () => sourceFiles("engine", "workers", "server", "app", "prisma");

/** `any`, `!` and compiler pragmas: each switches the checker off where it is needed most. */
function escapesTypes(file: SourceFile): boolean {
  let found = /\/\/\s*@ts-(ignore|nocheck|expect-error)/.test(file.text);
  const visit = (node: ts.Node): void => {
    found ||= node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node);
    ts.forEachChild(node, visit);
  };
  visit(file.syntax);
  return found;
}

describe("house style", () => {
  test("every export of engine, workers and server has a docstring", () => {
    const bare = sourceFiles("engine", "workers", "server")
      .flatMap(exportsOf)
      .filter(({ documented }) => !documented);
    expect(bare.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });

  test("no file or folder is named for nothing", () => {
    const paths = product().map((file) => file.path);
    expect(paths.filter((path) => FORBIDDEN_NAMES.test(path))).toEqual([]);
  });

  test("files are named in kebab case", () => {
    const wrong = product().filter((file) => !file.path.split("/").every((part) => KEBAB.test(part)));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = product().filter((file) => file.text.split("\n").length > MAX_LINES);
    expect(long.map((file) => file.path)).toEqual([]);
  });

  test("no type is escaped", () => {
    expect(
      product()
        .filter(escapesTypes)
        .map((file) => file.path),
    ).toEqual([]);
  });

  test.each(Object.entries(CATALOGUES))("%s: the catalogue lists what the folder holds", (folder, frame) => {
    const files = sourceFiles(folder).filter((file) => dirname(file.path) === folder);
    const blocks = files.map((file) => basename(file.path)).filter((name) => !frame.includes(name));
    const listed = files.find((file) => basename(file.path) === "catalogue.ts")?.text ?? "";
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.filter((name) => !listed.includes(`"./${name}"`))).toEqual([]);
  });
});
