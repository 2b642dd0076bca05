import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "./build-app.ts";
import { ensureChromium, NO_CHROMIUM } from "./chromium.ts";
import { ROOT } from "./root.ts";
import { runTool, stopTools } from "./run-tool.ts";
import { say } from "./say.ts";
import { untilAskedToStop } from "./until-asked-to-stop.ts";
import { addCounts, describeCounts, readCounts } from "./vitest-counts.ts";
import type { Counts } from "./vitest-counts.ts";

const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Tests on a database mostly wait for it and for processes of their own: two files at once take two thirds of the time. */
const SIDE_BY_SIDE = ["--maxWorkers=2"];

type Inspection = readonly [name: string, tool: string, ...args: string[]];

/** What is looked at without running our code; each counts as one test. Two lanes at once, since each tool uses one core. */
const INSPECTIONS: readonly (readonly Inspection[])[] = [
  [
    ["types", "typescript/bin/tsc", "--noEmit", "-p", "."],
    ["types of the engine alone", "typescript/bin/tsc", "--noEmit", "-p", "engine"],
    ["format", "prettier/bin/prettier.cjs", "--check", "."],
  ],
  [["lint", "eslint/bin/eslint.js", "."]],
];

/** Everything: types, lint, format, then unit and server tests, those on TimescaleDB, and browser tests. @returns The exit code. */
export async function test(): Promise<number> {
  return report([
    inspect,
    () => runProject("unit"),
    () => runProject("server", {}, SIDE_BY_SIDE),
    () => runProject("timescale", {}, SIDE_BY_SIDE),
    runBrowserTests,
  ]);
}

/** What a change needs before it is committed: types, lint, format and unit tests. @returns The exit code. */
export async function check(): Promise<number> {
  return report([inspect, () => runProject("unit")]);
}

async function report(parts: readonly (() => Promise<Counts>)[]): Promise<number> {
  const asked = untilAskedToStop().then(() => undefined);
  const all: Counts[] = [];
  try {
    for (const part of parts) {
      const counts = await Promise.race([part(), asked]);
      if (!counts) return 130;
      all.push(counts);
    }
  } finally {
    await stopTools();
  }
  const total = addCounts(all);
  console.log(`\n${describeCounts(total)}`);
  return total.failed === 0 ? 0 : 1;
}

async function inspect(): Promise<Counts> {
  return addCounts(await Promise.all(INSPECTIONS.map(inspectInTurn)));
}

async function inspectInTurn(lane: readonly Inspection[]): Promise<Counts> {
  const all: Counts[] = [];
  for (const [name, tool, ...args] of lane) {
    say(`${name} ...`);
    const { ok, output } = await runTool(join(ROOT, "node_modules", tool), args, { output: "quiet" });
    if (!ok) console.log(`${name} failed:\n${output}`);
    all.push(ok ? PASSED : FAILED);
  }
  return addCounts(all);
}

async function runProject(
  project: string,
  env: Record<string, string> = {},
  more: readonly string[] = [],
): Promise<Counts> {
  say(`${project} tests ...`);
  const folder = mkdtempSync(join(tmpdir(), "lookback-test-"));
  const file = join(folder, "report.json");
  const args = [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...more,
  ];
  try {
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const { ok } = await runTool(vitest, args, { output: "inherit", env: { NODE_ENV: "test", ...env } });
    return readCounts(existsSync(file) ? readFileSync(file, "utf8") : undefined, ok);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runBrowserTests(): Promise<Counts> {
  const folder = join(ROOT, "test", "browser");
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.includes(".test.")))
    return addCounts([]);
  const chromium = ensureChromium();
  if (chromium === undefined) {
    console.log(`lookback: ${NO_CHROMIUM}`);
    return FAILED;
  }
  await buildApp(ROOT, say);
  return runProject("browser", { CHROMIUM: chromium });
}
