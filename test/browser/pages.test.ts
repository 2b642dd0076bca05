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

/** Serious and critical findings of axe in both themes, as text. */
async function seriousFindings(page: Page): Promise<string[]> {
  const dark = await findingsNow(page);
  await showIn(page, "light");
  const light = await findingsNow(page);
  await showIn(page, "dark");
  return [...dark, ...light.map((found) => `by day: ${found}`)];
}

async function showIn(page: Page, theme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme=${theme}]`).waitFor({ state: "attached" });
}

/** What axe finds in one part of the page as it stands. */
async function findingsNow(page: Page, part = "body"): Promise<string[]> {
  // By the debugger's way in, as the page's own policy forbids foreign scripts.
  await page.evaluate(axe.source);
  const findings = await page.evaluate(async (within) => {
    // A colour on its way to another is neither.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    return (globalThis as unknown as { axe: typeof axe }).axe.run(within, { resultTypes: ["violations"] });
  }, part);
  return findings.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** Opens everything around and over a notebook, and every tab of its report: [where, what was found] of all that has a finding. */
async function findingsAround(notebook: NotebookPage): Promise<(readonly [string, string[]])[]> {
  const { page } = notebook;
  const findings: (readonly [string, string[]])[] = [["notebook", await findingsNow(page)]];
  for (const tab of ["Variables", "Cell", "Map", "Reference", "Bin"]) {
    await page.getByRole("tab", { name: tab }).click();
    findings.push([tab, await findingsNow(page, "aside")]);
  }
  await notebook.cell("strategy").focus();
  for (const key of ["Control+k", "?", "Control+Shift+F"]) {
    await page.keyboard.press(key);
    findings.push([key, await findingsNow(page)]);
    await page.keyboard.press("Escape");
  }
  for (const tab of await notebook.cell("result").getByRole("tab").all()) {
    await tab.click();
    findings.push([await tab.innerText(), await findingsNow(page, '[data-cell="result"]')]);
  }
  return findings.filter(([, found]) => found.length > 0);
}

describe("in both themes", () => {
  test("a notebook, what opens around and over it, and its report have no serious finding", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    const { page } = notebook;
    await notebook.settles("compare", "fresh");
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.getByRole("button", { name: "Show the panel" }).click();
    expect(await findingsAround(notebook)).toEqual([]);
    await showIn(page, "light");
    expect(await findingsAround(notebook)).toEqual([]);
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

  test.each(["notebooks", "data", "runs", "strategies", "studies", "studies/new", "status", "reference"])(
    "/%s has no serious accessibility finding",
    async (path) => {
      const { page, context } = await openPage(browser, `${baseUrl}/${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await context.close();
    },
  );
});

describe("importing a CSV", () => {
  const give = async (page: Page, text: string, symbol: string) => {
    await page.setInputFiles("input[type=file]", {
      name: "prices.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    await page.getByLabel("Symbol", { exact: true }).fill(symbol);
  };

  test("a broken row is named with its line and field, and nothing of the file can be kept", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/data`);
    await give(
      page,
      "date,open,high,low,close,volume\n2020-01-02,1,2,0.5,1.5,10\n2020-01-03,1,2,oops,1.5,10\n",
      "BROKEN",
    );
    const problem = await page.getByRole("alert").filter({ hasText: "oops" }).innerText();
    expect(problem).toMatch(/row 3|line 3/);
    expect(await page.getByRole("button", { name: "Import" }).isDisabled()).toBe(true);
    await context.close();
  });

  test("a good file becomes a dataset that a cell can load", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/data`);
    await give(
      page,
      "date,open,high,low,close,volume\n2020-01-02,1,2,0.5,1.5,10\n2020-01-03,1,2,0.5,1.25,10\n",
      "TINY",
    );
    await page.getByRole("button", { name: "Import" }).click();
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
