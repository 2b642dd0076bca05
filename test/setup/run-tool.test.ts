import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { findProcess } from "#server/database/embedded/process.ts";
import { runTool, startTool, stopTools } from "#server/setup/run-tool.ts";

const folder = mkdtempSync(join(tmpdir(), "lookback-tool-"));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a tool's end and its words come back", async () => {
  const good = script("good.mjs", "console.log('well')");
  expect(await runTool(good, [], { output: "quiet" })).toEqual({ ok: true, output: "well\n" });
  const bad = script("bad.mjs", "console.error('oh'); process.exit(3)");
  expect(await runTool(bad, [], { output: "quiet" })).toEqual({ ok: false, output: "oh\n" });
});

test("stopping ends a tool with the processes that it started", async () => {
  const parent = script(
    "parent.mjs",
    `import { spawn } from "node:child_process";
     const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"]);
     console.log(child.pid);
     setInterval(() => 0, 1000);`,
  );
  const tool = startTool(parent, [], { output: "quiet" });
  const grandchild = await new Promise<number>((said) =>
    tool.stdout?.once("data", (text) => said(Number(text))),
  );
  expect(findProcess(grandchild)).toBeDefined();
  await stopTools();
  expect(findProcess(grandchild)).toBeUndefined();
});

test("a tool that serves ends with us, even when we are killed -9", async () => {
  const server = script("server.mjs", "console.log(process.pid); setInterval(() => 0, 1000)");
  const us = script(
    "us.mjs",
    `const { startTool } = await import(${JSON.stringify(join(import.meta.dirname, "../../server/setup/run-tool.ts"))});
     startTool(${JSON.stringify(server)}, [], { output: "inherit", endsWithUs: true });`,
  );
  const killed = startTool(us, [], { output: "quiet" });
  const serving = await new Promise<number>((said) =>
    killed.stdout?.once("data", (text) => said(Number(text))),
  );
  expect(findProcess(serving)).toBeDefined();
  killed.kill("SIGKILL");
  await vi.waitFor(() => expect(findProcess(serving)).toBeUndefined(), { timeout: 10_000 });
});
