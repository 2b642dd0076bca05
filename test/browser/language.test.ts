import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { NotebookPage, notebookOf } from "./notebook-page.ts";

const CELLS = {
  fast: "export const fast = 12;",
  use: "const twice = fast * 2;\ntwice",
  blank: "1",
};

let browser: Browser;
let notebook: NotebookPage;

const text = (id: string) => notebook.cell(id).locator(".cm-content");
const keys = () => notebook.page.keyboard;

/** Middle of a word's first occurrence in a cell, in pixels of the page. */
async function wordAt(id: string, word: string): Promise<{ x: number; y: number }> {
  return text(id).evaluate((content, wanted) => {
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = (node.nodeValue ?? "").search(new RegExp(`\\b${wanted}\\b`));
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error(`no ${wanted} in the cell`);
  }, word);
}

async function clickWord(id: string, word: string): Promise<void> {
  const { x, y } = await wordAt(id, word);
  await notebook.page.mouse.click(x, y);
}

/** Replaces the text of a cell as by hand, without running it. */
async function write(id: string, source: string): Promise<void> {
  await text(id).click();
  await keys().press("Control+A");
  await keys().insertText(source);
}

beforeAll(async () => {
  browser = await launchChromium();
  notebook = await NotebookPage.make(browser, inject("baseUrl"), notebookOf(CELLS));
  await notebook.settles("use", "fresh");
});

afterAll(async () => {
  expect(notebook.watched.problems).toEqual([]);
  await browser.close();
});

describe("the editor", () => {
  test("offers names of other cells with the cell, and what the engine says of its own", async () => {
    await write("blank", "1 + fa");
    await keys().press("Control+Space");
    const list = notebook.page.locator(".cm-tooltip-autocomplete");
    await list.getByRole("option", { name: /fast.*cell fast/ }).waitFor();
    await keys().press("Escape");
    await write("blank", "");
    await keys().type("sm", { delay: 20 });
    await list.getByRole("option", { name: "sma", exact: true }).waitFor();
    await notebook.page
      .locator(".cm-completionInfo")
      .getByText("Simple moving average: the mean of")
      .waitFor();
    // By the pointer: Enter is held back for a moment, so that fast typing of a new line is not taken for a choice.
    await list.getByRole("option", { name: "sma", exact: true }).click();
    expect(await text("blank").innerText()).toBe("sma");
  });

  test("shows the type and the present value of a name under the pointer", async () => {
    const { x, y } = await wordAt("use", "fast");
    await notebook.page.mouse.move(x, y);
    const card = notebook.page.locator(".cm-tooltip-hover");
    await card.getByText("const fast: 12").waitFor();
    expect(await card.innerText()).toContain("number 12");
    await notebook.page.mouse.move(0, 0);
  });

  test("underlines a misspelt parameter, and a button corrects it", async () => {
    await write("blank", "macd({ fastBras: 12 });");
    const wrong = notebook.cell("blank").locator(".cm-lintRange-error");
    await wrong.getByText("fastBras").waitFor();
    await wrong.first().hover();
    await notebook.page.getByRole("button", { name: /Change spelling to fastBars/ }).click();
    await wrong.first().waitFor({ state: "detached" });
    expect(await text("blank").innerText()).toBe("macd({ fastBars: 12 });");
  });

  test("marks another cell as soon as a name that it reads is gone", async () => {
    await write("fast", "export const quick = 12;");
    await notebook.cell("use").locator(".cm-lintRange-error").getByText("fast").waitFor();
    await write("fast", "export const fast = 12;");
    await notebook.cell("use").locator(".cm-lintRange-error").first().waitFor({ state: "detached" });
  });

  test("goes to the cell that defines a name, on F12 and on a click with Control", async () => {
    const active = notebook.page.locator('[data-cell="fast"][data-mode="edit"]');
    await clickWord("use", "fast");
    await keys().press("F12");
    await active.waitFor();
    await notebook.page.waitForFunction(() => getSelection()?.toString() === "fast");
    await text("use").click();
    await keys().down("Control");
    await clickWord("use", "fast");
    await keys().up("Control");
    await active.waitFor();
  });

  test("shows the signature of a call, with the parameter that comes next", async () => {
    await write("blank", "");
    await keys().type("crossesAbove(1,", { delay: 10 });
    const card = notebook.page.locator(".cm-tooltip:has(strong)");
    await card.getByText("crossesAbove(").waitFor();
    expect(await card.locator("strong").innerText()).toMatch(/^b: /);
  });

  test("a misspelt name in a function that nobody has called takes the clean tick, and a button mends it", async () => {
    await write("blank", "export const later = () => faast + 1;");
    await keys().press("Control+Enter");
    const cell = notebook.cell("blank");
    await cell.locator('[data-status="fresh"][data-doubtful="true"]').waitFor();
    await cell.getByText("no cell defines faast; did you mean fast?").waitFor();
    await cell.getByRole("button", { name: "Change it to fast" }).click();
    await cell.locator('[data-status="fresh"][data-doubtful="false"]').waitFor();
    expect(await text("blank").innerText()).toBe("export const later = () => fast + 1;");
  });

  test("offers the symbols that are there inside the quotes of bars(, and rules inside of risk: [", async () => {
    await write("blank", "");
    await keys().type('bars("A', { delay: 20 });
    const list = notebook.page.locator(".cm-tooltip-autocomplete");
    await list.getByRole("option", { name: /^AAPL/ }).click();
    expect((await text("blank").innerText()).trim()).toBe('bars("AAPL")');
    await write("blank", "");
    await keys().type("({ risk: [", { delay: 20 });
    await list.getByRole("option", { name: /^stopLoss/ }).waitFor();
    await keys().press("Escape");
  });

  test("renames in all cells on F2, as one step", async () => {
    await clickWord("use", "fast");
    await keys().press("F2");
    await notebook.page.getByLabel("New name of fast").fill("quick");
    await keys().press("Enter");
    await text("fast").getByText("quick").waitFor();
    expect(await text("fast").innerText()).toBe("export const quick = 12;");
    expect(await text("use").innerText()).toContain("const twice = quick * 2;");
  });
});
