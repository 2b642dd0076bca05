import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** TypeScript's one file: a function around everything, which the browser would read twice before it runs a line of it. */
const OPENING = "((module) => {";
const CLOSING = "\n// Annotate the CommonJS export names for ESM import in node:";
/** Each source file of TypeScript's begins with its name. */
const SECTION = /^(?=\/\/ src\/)/m;
/** What an editor's service needs nothing of: the server of editors on disk, which the rest never refers to. */
const LEFT_OUT = /^\/\/ src\/(server|jsTyping|typingsInstallerCore)\//;
/** The rewritings whose fixes `diagnose` offers; all others are let go. */
const WANTED_FIXES = /^\/\/ src\/services\/codefixes\/(fixSpelling|addMissingAwait)\.ts/;

/** Ways into writing JavaScript and declarations, which the service never goes: all that only they reach is left out with them. */
const NEVER_ASKED =
  /^function (getScriptTransformers|getDeclarationTransformers|emitFiles)\(.*\{\n[\s\S]*?^\}$/gm;

const NAMESPACE = /^var (\w+_exports\d*) = \{\};\n__export\(\1, (\{\n[\s\S]*?\n\})\);$/gm;
const PUBLIC = "typescript_exports";

/** Names that a piece of code declares at its top. */
const declared = (code: string): string[] =>
  [...code.matchAll(/^(?:var|let|const|function|class|async function) (\w+)/gm)].flatMap(
    ([, name]) => name ?? [],
  );

/** Marks a registration as one that may be left out; a bundler keeps any call whose result nobody needs. */
const unneeded = (code: string): string =>
  code.replace(/^(registerCodeFix|registerRefactor)\(/gm, "/* @__PURE__ */ $1(");

const neverAsked = (name: string): string =>
  `function ${name}() { throw new Error("${name} is left out; see workers/language/flat-typescript.ts"); }`;

/**
 * TypeScript's file as a module whose unused parts a bundler can leave out.
 *
 * @param source Text of `typescript/lib/typescript.js`, 6.0.
 * @throws Error where the file is not of that shape: another release may be built in another way.
 */
export function flatTypescript(source: string): string {
  const from = source.indexOf(OPENING);
  const to = source.lastIndexOf(CLOSING);
  let list: string | undefined;
  const inner = source
    .slice(from + OPENING.length, to)
    .replace(NAMESPACE, (_, name: string, names: string) => {
      if (name !== PUBLIC)
        return `var ${name} = /* @__PURE__ */ ((all) => { const made = {}; __export(made, all); return made; })(${names});`;
      list = names;
      return "";
    });
  if (from < 0 || to < 0 || list === undefined)
    throw new Error("typescript.js is not built as that of 6.0; see workers/language/flat-typescript.ts");
  const sections = inner.replace(/^module\.exports = .*$/m, "").split(SECTION);
  const gone = new Set(sections.filter((code) => LEFT_OUT.test(code)).flatMap(declared));
  const kept = sections
    .filter((code) => !LEFT_OUT.test(code))
    .map((code) => (WANTED_FIXES.test(code) ? code : unneeded(code)))
    .map((code) => code.replace(NEVER_ASKED, (_, name: string) => neverAsked(name)));
  const names = [...list.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)].filter(
    ([, , own = ""]) => !gone.has(own),
  );
  return `${kept.join("")}\nexport { ${names.map(([, name, own]) => `${own} as ${name}`).join(", ")} };`;
}

/** Has esbuild read TypeScript as a module. */
export const typescriptAsModule: Plugin = {
  name: "typescript-as-module",
  setup(building) {
    building.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => ({
      contents: flatTypescript(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
