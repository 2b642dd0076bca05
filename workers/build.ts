import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";
import type { BuildOptions } from "esbuild";
import { cachedDeclarations } from "./language/cached-declarations.ts";
import { typescriptAsModule } from "./language/flat-typescript.ts";
import { sandboxCsp } from "./sandbox-policy.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const at = (...parts: string[]) => join(ROOT, ...parts);
const DUCKDB = at("node_modules", "@duckdb", "duckdb-wasm");

/** Whatever the bundles are made of; a change in any of them rebuilds. */
const INPUTS = ["engine", "workers", "package-lock.json"];
const OUTPUTS = [
  "sandbox/frame.html",
  "sandbox/kernel.js",
  "sandbox/warehouse.js",
  "sandbox/parquet.js",
  "duckdb/duckdb-eh.wasm",
  "vendor/plotly.js",
  "vendor/plotly-surface.js",
  "language/worker.js",
];

const bundle: BuildOptions = {
  bundle: true,
  absWorkingDir: ROOT,
  format: "iife",
  platform: "browser",
  target: "es2023",
  legalComments: "none",
  logLevel: "error",
};

async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function hashInputs(): Promise<string> {
  const hash = createHash("sha256");
  for (const path of (await Promise.all(INPUTS.map((name) => filesOf(at(name))))).flat().sort())
    hash.update(path.slice(ROOT.length)).update(await readFile(path));
  return hash.digest("hex");
}

async function isCurrent(hash: string): Promise<boolean> {
  try {
    for (const name of OUTPUTS) await stat(at("public", name));
    const policy = JSON.parse(await readFile(at("public/sandbox/policy.json"), "utf8")) as {
      inputs?: unknown;
    };
    return policy.inputs === hash;
  } catch {
    return false;
  }
}

/** Cells' worker: names are kept, since a strategy's code hash and error frames show them. */
const buildKernel = () =>
  build({
    ...bundle,
    entryPoints: ["workers/cells/worker.ts"],
    outfile: "public/sandbox/kernel.js",
    minifyWhitespace: true,
  });

const buildWarehouse = () =>
  build({
    ...bundle,
    entryPoints: ["workers/warehouse/worker.ts"],
    outfile: "public/sandbox/warehouse.js",
    minify: true,
    // The package exports its blocking build for Node only, though it ships the browser's, too.
    alias: { "@duckdb/duckdb-wasm/blocking": join(DUCKDB, "dist", "duckdb-browser-blocking.mjs") },
  });

/** The Parquet reader: code that the page sends to the cells' worker with the first such file. */
const buildParquet = () =>
  build({
    ...bundle,
    entryPoints: ["workers/cells/files/parquet.ts"],
    outfile: "public/sandbox/parquet.js",
    globalName: "parquet",
    minify: true,
  });

const buildPlotly = () =>
  build({
    ...bundle,
    entryPoints: ["workers/plotly.js", "workers/plotly-surface.js"],
    outdir: "public/vendor",
    format: "esm",
    minify: true,
    define: { global: "globalThis" },
    // Styles of maps, which are not in this bundle.
    loader: { ".css": "empty" },
  });

/**
 * The editor's language service, TypeScript itself included, and what it knows of the engine: as text in the script, since a page that opens
 * would wait for a second request longer than it reads this one.
 */
const buildLanguage = async () =>
  build({
    ...bundle,
    entryPoints: ["workers/language/worker.ts"],
    outfile: "public/language/worker.js",
    minify: true,
    plugins: [typescriptAsModule],
    define: { DECLARATIONS: JSON.stringify(JSON.stringify(await cachedDeclarations())) },
    // What TypeScript would use of Node; it asks for each only where there is one.
    external: ["fs", "os", "path", "inspector", "perf_hooks", "source-map-support", "module"],
  });

/**
 * Builds what the browser loads by address: the sandbox's frame, its two workers, DuckDB, the chart library and
 * the editor's language service, all under `public/`. Does nothing when its inputs are as they were.
 */
export async function buildSandbox(): Promise<void> {
  const inputs = await hashInputs();
  if (await isCurrent(inputs)) return;
  for (const folder of ["sandbox", "duckdb", "vendor", "language"])
    await mkdir(at("public", folder), { recursive: true });
  await Promise.all([
    buildKernel(),
    buildWarehouse(),
    buildParquet(),
    buildPlotly(),
    buildLanguage(),
    copyFile(at("workers/cells/frame.html"), at("public/sandbox/frame.html")),
    copyFile(join(DUCKDB, "dist", "duckdb-eh.wasm"), at("public/duckdb/duckdb-eh.wasm")),
  ]);
  // Its service would otherwise stay in memory for as long as the app runs.
  await stop();
  await writeFile(
    at("public/sandbox/policy.json"),
    `${JSON.stringify({ csp: sandboxCsp(), inputs }, null, 2)}\n`,
  );
}

if (
  process.argv[1] !== undefined &&
  dirname(process.argv[1]) === at("workers") &&
  process.argv[1].endsWith("build.ts")
)
  await buildSandbox();
