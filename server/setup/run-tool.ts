import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "./root.ts";

/** How to run a program. */
export interface ToolOptions {
  /** "inherit" shows its output as it comes; "quiet" keeps it for {@link ToolEnd}. */
  readonly output: "inherit" | "quiet";
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it ends with this process, however that ends; such a tool serves, and has nothing to finish. */
  readonly endsWithUs?: boolean;
}

/** How a program ended. */
export interface ToolEnd {
  readonly ok: boolean;
  /** What it wrote, its last {@link MAX_OUTPUT} characters; empty when it was shown. */
  readonly output: string;
}

const END_WITH_PARENT = pathToFileURL(join(ROOT, "server", "setup", "end-with-parent.mjs")).href;
const MAX_OUTPUT = 20_000;
const STOP_MS = 10_000;
const running = new Set<ChildProcess>();

/** Starts a program on our own Node in a process group of its own, so that {@link stopTools} ends all of it. */
export function startTool(script: string, args: readonly string[], options: ToolOptions): ChildProcess {
  const io = options.output === "inherit" ? "inherit" : "pipe";
  const watch = options.endsWithUs ? ["--import", END_WITH_PARENT] : [];
  const child = spawn(process.execPath, [...watch, script, ...args], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...options.env },
    stdio: ["ignore", io, io],
    detached: process.platform !== "win32",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Runs a program on our own Node to its end. */
export async function runTool(
  script: string,
  args: readonly string[],
  options: ToolOptions,
): Promise<ToolEnd> {
  const child = startTool(script, args, options);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-MAX_OUTPUT)));
  }
  const ok = await new Promise<boolean>((settle) => {
    child.once("error", (error) => {
      output += error.message;
      settle(false);
    });
    child.once("close", (code) => settle(code === 0));
  });
  return { ok, output };
}

/** Stops everything that {@link startTool} started and that still runs: asked first, killed after ten seconds. */
export async function stopTools(): Promise<void> {
  for (const child of running) signalGroup(child, "SIGTERM");
  const deadline = Date.now() + STOP_MS;
  while (running.size > 0 && Date.now() < deadline) await delay(20);
  for (const child of running) signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
