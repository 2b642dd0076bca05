import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { launchChromium } from "./chromium.ts";
import { NotebookPage } from "./notebook-page.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

const report = z.object({
  cells: z.array(
    z.object({ id: z.string(), manifestHash: z.string().nullable(), resultHash: z.string().nullable() }),
  ),
});

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("the browser and the command line give the same backtest, bit for bit", async () => {
  const notebook = await NotebookPage.open(browser, inject("baseUrl"), "first-backtest");
  await notebook.settles("result", "fresh");
  await notebook.cell("result").getByRole("tab", { name: "Manifest" }).click();
  const shown: unknown = JSON.parse(await notebook.cell("result").locator("pre").last().innerText());
  const inBrowser = z.object({ hash: z.string(), resultHash: z.string() }).parse(shown);
  await notebook.close();

  const { stdout } = await run(
    process.execPath,
    ["server/cli/lookback.mjs", "run", "notebooks/01-first-backtest.nb.ts", "--json"],
    { cwd: ROOT, env: { ...process.env, LOOKBACK_HOME: inject("home") }, maxBuffer: 2 ** 27 },
  );
  const cell = report.parse(JSON.parse(stdout)).cells.find(({ id }) => id === "result");
  expect(cell).toMatchObject({ manifestHash: inBrowser.hash, resultHash: inBrowser.resultHash });
});
