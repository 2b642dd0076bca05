import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium, openPage } from "./chromium.ts";
import { notebookOf, NotebookPage } from "./notebook-page.ts";
import { openOnOlderDraft } from "./older-draft.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Serious and critical findings of axe, as text. */
async function seriousFindings(page: Page): Promise<string[]> {
  // By the debugger's way in, as the page's own policy forbids foreign scripts.
  await page.evaluate(axe.source);
  const findings = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
  );
  return findings.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** The page in one theme. */
async function inTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => localStorage.setItem("lookback.theme", name), theme);
  await page.reload();
}

describe.each(["dark", "light"])("in the %s theme", (theme) => {
  test("the notebook has no serious accessibility finding and does not scroll sideways", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    await inTheme(notebook.page, theme);
    await notebook.settles("compare", "fresh");
    expect(await seriousFindings(notebook.page)).toEqual([]);
    const overflow = await notebook.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await notebook.close();
  });

  test("what opens around and over a notebook has no serious finding", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    const { page } = notebook;
    await inTheme(page, theme);
    await notebook.settles("compare", "fresh");
    const findings: Record<string, string[]> = {};
    const look = async (name: string) => (findings[name] = await seriousFindings(page));
    await page.getByRole("button", { name: "Show the panel" }).click();
    for (const tab of ["Variables", "Map", "Reference", "Deleted"]) {
      await page.getByRole("tab", { name: tab }).click();
      await look(tab);
    }
    await notebook.cell("strategy").focus();
    for (const key of ["Control+k", "?", "Control+Shift+F"]) {
      await page.keyboard.press(key);
      await look(key);
      await page.keyboard.press("Escape");
    }
    for (const tab of await notebook.cell("result").getByRole("tab").all()) {
      await tab.click();
      await look(await tab.innerText());
    }
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).toEqual([]);
    await notebook.close();
  }, 120_000);

  test("a table with an open filter, a log, an error and a conflict have no serious finding", async () => {
    const notebook = await NotebookPage.make(
      browser,
      baseUrl,
      notebookOf({
        rows: "table(Array.from({ length: 50 }, (_, i) => ({ i, word: `w${i % 5}` })))",
        log: "for (let i = 0; i < 100; i++) console.log(i)",
        wrong: 'throw new Error("nothing to see")',
      }),
    );
    const { page } = notebook;
    await inTheme(page, theme);
    await notebook.settles("wrong", "error");
    await page
      .getByRole("button", { name: /filter/i })
      .first()
      .click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const asked = await openOnOlderDraft(browser, notebook, "log");
    await asked.getByRole("button", { name: "Compare cell by cell" }).click();
    await asked.getByRole("dialog").waitFor();
    expect(await seriousFindings(asked)).toEqual([]);
    await notebook.close();
  }, 60_000);

  test.each(["notebooks", "data", "runs", "reference"])(
    "/%s has no serious accessibility finding",
    async (path) => {
      const { page, context } = await openPage(browser, `${baseUrl}/${path}`);
      await inTheme(page, theme);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await context.close();
    },
  );
});

describe("importing a CSV", () => {
  const upload = async (page: Page, text: string, symbol: string) => {
    await page.setInputFiles("input[type=file]", {
      name: "prices.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    await page.getByLabel("Symbol", { exact: true }).fill(symbol);
    await page.getByRole("button", { name: "Import" }).click();
  };

  test("a broken row is named with its line and field, and nothing of the file is kept", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/data`);
    await upload(
      page,
      "date,open,high,low,close,volume\n2020-01-02,1,2,0.5,1.5,10\n2020-01-03,1,2,oops,1.5,10\n",
      "BROKEN",
    );
    const problem = await page.getByRole("alert").filter({ hasText: "oops" }).innerText();
    expect(problem).toMatch(/row 3|line 3/);
    await page.reload();
    await page.getByText("SP500").first().waitFor();
    expect(await page.getByText("BROKEN").count()).toBe(0);
    await context.close();
  });

  test("a good file becomes a dataset that a cell can load", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/data`);
    await upload(
      page,
      "date,open,high,low,close,volume\n2020-01-02,1,2,0.5,1.5,10\n2020-01-03,1,2,0.5,1.25,10\n",
      "TINY",
    );
    await page.getByRole("cell", { name: "TINY" }).first().waitFor();
    await context.close();
    const notebook = await NotebookPage.make(
      browser,
      baseUrl,
      '// %% [ts] id="load"\nArray.from((await bars("TINY")).close)\n',
    );
    await notebook.settles("load", "fresh");
    expect(await notebook.shown("load")).toContain("1.25");
    await notebook.close();
  });
});
