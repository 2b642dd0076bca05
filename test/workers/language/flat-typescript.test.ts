import { createContext, runInContext } from "node:vm";
import { build, stop } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { flatTypescript } from "#workers/language/flat-typescript.ts";

/** The shape of TypeScript's one file, with a few of its parts. */
const SOURCE = `var ts = {}; ((module) => {
"use strict";
var __export = (target, all) => { for (var name in all) Object.defineProperty(target, name, { get: all[name] }); };

// src/typescript/typescript.ts
var typescript_exports = {};
__export(typescript_exports, {
  ProjectService: () => ProjectService2,
  Words: () => ts_Words_exports,
  registered: () => registered,
  say: () => say2,
  write: () => write
});
module.exports = __toCommonJS(typescript_exports);

// src/services/words.ts
var ts_Words_exports = {};
__export(ts_Words_exports, {
  hello: () => hello
});
function hello() { return "hello"; }
function downlevel() { return "an older JavaScript"; }
function emitFiles(files) {
  if (files) {
    return downlevel();
  }
}
function say2() { return ts_Words_exports.hello(); }
var registered = [];
function write() { return emitFiles(1); }
function registerCodeFix(fix) { registered.push(fix); }

// src/services/codefixes/fixSpelling.ts
registerCodeFix("spelling");

// src/services/codefixes/inferFromUsage.ts
registerCodeFix("inferred by guesses");

// src/server/project.ts
var ProjectService2 = class { static count = registerCodeFix("a server of editors"); };

// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = { say });
})({ get exports() { return ts; }, set exports(v) { ts = v; } })
`;

afterAll(() => stop());

describe("TypeScript as a module", () => {
  test("does what the file does, with the wanted fixes only and without the editors' server and the writing of JavaScript", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `${flatTypescript(SOURCE)}\nglobalThis.made = [say2(), registered];\nglobalThis.write = write;`,
        loader: "js",
      },
      ...{ bundle: true, write: false, format: "iife", treeShaking: true, logLevel: "error" },
    });
    const text = outputFiles[0]?.text ?? "";
    expect(runInContext(`${text}; made`, createContext({}))).toEqual(["hello", ["spelling"]]);
    expect(text).not.toMatch(/guesses|server of editors|older JavaScript/);
    expect(() => void runInContext(`${text}; write()`, createContext({}))).toThrow("emitFiles is left out");
  });

  test("of another shape is refused, and the file to be mended is named", () => {
    expect(() => flatTypescript("export const version = 7;")).toThrow("workers/language/flat-typescript.ts");
  });
});
