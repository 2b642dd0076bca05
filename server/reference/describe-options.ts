import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { docText } from "./describe-functions.ts";

/** One option of a call, as its docstring tells of it. */
export interface DescribedOption {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
  readonly description: string;
}

/** Reads interfaces by name: every file of the engine and of the cells' API is looked through once. */
export function openOptions(root: string): (name: string) => readonly DescribedOption[] {
  const files = globSync(["engine/**/*.ts", "workers/cells/**/*.ts"], { cwd: root });
  const sources = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, name = ""] of text.matchAll(/^export interface (\w+)/gm)) sources.set(name, text);
  }
  return (name) => optionsOf(sources, name);
}

/**
 * Members of an interface, its own first, then those of what it extends.
 *
 * @param sources Text of the file that each interface stands in.
 * @returns None for a name that is no interface.
 */
export function optionsOf(sources: ReadonlyMap<string, string>, name: string): DescribedOption[] {
  const text = sources.get(name);
  if (text === undefined) return [];
  const file = ts.createSourceFile(`${name}.ts`, text, ts.ScriptTarget.Latest, true);
  const found = file.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === name);
  if (!found) return [];
  const own = found.members.flatMap((member) =>
    ts.isPropertySignature(member) ? optionOf(member, file) : [],
  );
  const above = (found.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap((type) => inherited(sources, type.getText(file))),
  );
  const known = new Set(own.map((option) => option.name));
  return [...own, ...above.filter((option) => !known.has(option.name))];
}

/** `Omit<A<P>, "bars">` has all of A but that. */
function inherited(sources: ReadonlyMap<string, string>, heritage: string): DescribedOption[] {
  const [, omitted = heritage] = /^Omit<([^]*)>$/.exec(heritage.trim()) ?? [];
  const left = new Set([...omitted.matchAll(/"(\w+)"/g)].map(([, name]) => name));
  const [, name = ""] = /^\s*(\w+)/.exec(omitted) ?? [];
  return optionsOf(sources, name).filter((option) => !left.has(option.name));
}

function optionOf(member: ts.PropertySignature, file: ts.SourceFile): DescribedOption {
  const docs = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc).at(-1);
  return {
    name: member.name.getText(file),
    type: (member.type?.getText(file) ?? "").replace(/\s+/g, " "),
    isNeeded: member.questionToken === undefined,
    description: docText(docs?.comment),
  };
}
