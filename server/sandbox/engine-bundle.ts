import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Code under the hash of its text. */
export interface Bundle {
  /** SHA-256 of the text, lower-case hex. */
  readonly hash: string;
  readonly code: string;
}

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

/** Puts code under its hash. */
export function bundleOf(code: string): Bundle {
  return { hash: createHash("sha256").update(code).digest("hex"), code };
}
