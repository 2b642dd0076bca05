import * as ts from "typescript";
import type { VirtualFiles } from "./virtual-files.ts";

/** Where the engine's declarations stand among the virtual files. */
export const LOOKBACK = "/lookback";
/** Where TypeScript's own libraries stand: ECMAScript only, since a cell has no document and no network. */
export const LIBRARY = "/lib/lib.es2023.full.d.ts";

/** How cells are checked: strictly; what would only ask a researcher for ceremony is left out by `diagnose`. */
export const CELL_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
};

const directoryOf = (path: string) => path.slice(0, path.lastIndexOf("/"));

function join(folder: string, relative: string): string {
  const parts = folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The path that an import means, without an extension; undefined for a package that is not there. */
function targetOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith(".")) return join(directoryOf(from), specifier);
  if (specifier.startsWith("#")) return `${LOOKBACK}/${specifier.slice(1)}`;
  if (specifier === "lookback") return `${LOOKBACK}/index`;
  if (specifier === "zod") return "/zod/index";
  return specifier.startsWith("zod/") ? `/${specifier}` : undefined;
}

function resolve(files: VirtualFiles, specifier: string, from: string): string | undefined {
  const target = targetOf(specifier, from)?.replace(/\.(d\.ts|ts|js)$/, "");
  const endings = [".d.ts", ".ts", "/index.d.ts"];
  return endings.map((ending) => `${target}${ending}`).find((path) => files.get(path) !== undefined);
}

/** TypeScript's view of the virtual files; nothing outside of them exists for it. */
export function createServiceHost(files: VirtualFiles, roots: () => string[]): ts.LanguageServiceHost {
  return {
    getCompilationSettings: () => CELL_OPTIONS,
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => LIBRARY,
    getScriptFileNames: roots,
    getScriptVersion: (path) => String(files.get(path)?.version ?? 0),
    getScriptSnapshot(path) {
      const file = files.get(path);
      return file === undefined ? undefined : ts.ScriptSnapshot.fromString(file.text);
    },
    fileExists: (path) => files.get(path) !== undefined,
    readFile: (path) => files.get(path)?.text,
    directoryExists: () => true,
    getDirectories: () => [],
    useCaseSensitiveFileNames: () => true,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const path = resolve(files, text, from);
        if (path === undefined) return { resolvedModule: undefined };
        const extension = path.endsWith(".d.ts") ? ts.Extension.Dts : ts.Extension.Ts;
        return { resolvedModule: { resolvedFileName: path, extension, isExternalLibraryImport: false } };
      }),
  };
}
