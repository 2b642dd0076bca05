import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOf, type Bundle } from "./code-bundle.ts";

let built: Promise<Bundle> | undefined;

/**
 * The engine and the program that runs trials, as one script for an isolate; built once per process.
 *
 * Names are kept, since a strategy's code hash and its error messages show them.
 */
export function engineBundle(): Promise<Bundle> {
  return (built ??= buildEngine());
}

async function buildEngine(): Promise<Bundle> {
  const { outputFiles } = await build({
    ...{ bundle: true, write: false, format: "iife", platform: "neutral", target: "es2023" },
    ...{ minifyWhitespace: true, legalComments: "none", logLevel: "silent" },
    mainFields: ["module", "main"],
    entryPoints: [fileURLToPath(new URL("./trial-program.ts", import.meta.url))],
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
  });
  return bundleOf(outputFiles[0]?.text ?? "");
}
