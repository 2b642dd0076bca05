import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { notebookOf, NotebookPage } from "./notebook-page.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const saved = (page: Page) =>
  page
    .getByRole("status")
    .filter({ hasText: /^Saved$/ })
    .waitFor();
const idOf = (page: Page) => page.url().split("/").at(-1) ?? "";
const call = async (path: string, body: unknown): Promise<{ id: string }> => {
  const answer = await fetch(`${baseUrl}/api/trpc/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    body: JSON.stringify(body),
  });
  const { result } = (await answer.json()) as { result: { data: { id: string } } };
  return result.data;
};

test("a version is named, compared with the next one and restored; what came after it stays in the history", async () => {
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf({ one: "1 + 1", two: "2 + 2" }));
  const { page } = notebook;
  await notebook.settles("one", "fresh");
  await notebook.rewrite("one", "40 + 2");
  await saved(page);
  await page.getByRole("button", { name: "History of this notebook" }).click();
  const sheet = page.getByRole("dialog", { name: "History" });
  await sheet.getByText("1 cell changed").waitFor();
  expect(await sheet.locator("del").first().innerText()).toBe("1 + 1");
  expect(await sheet.locator("ins").first().innerText()).toBe("40 + 2");
  await sheet.getByLabel("Name of this version").fill("the answer");
  await page.keyboard.press("Enter");
  await sheet.getByRole("button", { name: /^the answer/ }).waitFor();
  await sheet.getByRole("button", { name: /^First version/ }).click();
  await sheet.getByRole("button", { name: "Restore this version" }).click();
  await expect
    .poll(() => notebook.cell("one").locator(".cm-content, code").first().innerText())
    .toBe("1 + 1");
  await page.getByRole("button", { name: "History of this notebook" }).click();
  await sheet.getByRole("button", { name: /^Restored version 1/ }).waitFor();
  expect(await sheet.getByRole("navigation", { name: "Versions" }).getByRole("button").count()).toBe(3);
  expect(notebook.watched.problems).toEqual([]);
  await notebook.close();
});

test("a copy suggests its changes; the original takes over the cells that are chosen", async () => {
  const original = await NotebookPage.make(browser, baseUrl, notebookOf({ one: "1", two: "2" }));
  const copy = await NotebookPage.open(
    browser,
    baseUrl,
    (await call("notebooks.duplicate", { id: idOf(original.page) })).id,
  );
  await copy.settles("two", "fresh");
  await copy.rewrite("one", "10");
  await copy.rewrite("two", "20");
  await saved(copy.page);
  await copy.page.getByRole("button", { name: "Suggest these changes to the original" }).click();
  const why = copy.page.getByLabel("What you changed, and why");
  await expect.poll(() => why.evaluate((field) => field === document.activeElement)).toBe(true);
  await why.fill("ten times as much");
  await copy.page.getByRole("button", { name: "Send the suggestion" }).click();
  await copy.page.getByText("Suggested; whoever owns").waitFor();
  await original.page.reload();
  await original.page.getByRole("button", { name: "Review" }).click();
  await original.page.getByRole("checkbox", { name: "Accept the change of one" }).uncheck();
  await original.page.getByRole("button", { name: "Accept 1 change" }).click();
  await expect.poll(() => original.cell("two").locator(".cm-content, code").first().innerText()).toBe("20");
  // Taken over, it runs as what is typed here would.
  await expect.poll(() => original.shown("two")).toContain("20");
  expect(await original.cell("one").locator(".cm-content, code").first().innerText()).toBe("1");
  expect([...copy.watched.problems, ...original.watched.problems]).toEqual([]);
  await Promise.all([copy.close(), original.close()]);
});

test("a comment stands beside its cell until its thread is settled, and is text whatever it holds", async () => {
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf({ one: "1", two: "2" }));
  const { page } = notebook;
  await notebook.settles("two", "fresh");
  await notebook.cell("two").click({ position: { x: 4, y: 4 } });
  await page.getByRole("button", { name: "Comments and activity" }).click();
  const words = `<img src=x onerror="document.title='owned'"> why two?`;
  await page.getByLabel("Comment on cell two").fill(words);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "1 open thread on cell two" }).waitFor();
  expect(await page.locator("aside li p").first().innerText()).toBe(words);
  await page.getByRole("button", { name: "Settle this thread" }).click();
  await page.getByText("All threads are settled.").waitFor();
  expect(await page.getByRole("button", { name: /open thread on cell/ }).count()).toBe(0);
  await page.getByRole("tab", { name: "Activity" }).click();
  await page.getByText("You settled a thread").waitFor();
  expect(await page.title()).not.toContain("owned");
  await notebook.close();
});
