import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { say } from "./say.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** What a person can do about a missing browser. */
export const NO_CHROMIUM =
  "no Chromium for the browser tests; install it (Debian: apt-get install chromium) or set CHROMIUM to one";

/** Finds a Chromium or Chrome: `CHROMIUM`, then the search path, then the usual places; undefined when none. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const given = env["CHROMIUM"];
  if (given) return isProgram(given) ? given : undefined;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...APPS].find(isProgram);
}

/** {@link findChromium}, after installing Debian's where there is none and we are allowed to (root with apt-get). */
export function ensureChromium(): string | undefined {
  const found = findChromium();
  if (found !== undefined || process.env["CHROMIUM"] || process.getuid?.() !== 0) return found;
  if (spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0) return undefined;
  say("installing Chromium for the browser tests ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-q"],
    ["install", "-q", "-y", "--no-install-recommends", "chromium"],
  ]) {
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
  }
  return findChromium();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
