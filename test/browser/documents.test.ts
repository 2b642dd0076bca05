import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { launchChromium, openPage } from "./chromium.ts";
import { notebookOf, NotebookPage } from "./notebook-page.ts";
import { openOnOlderDraft } from "./older-draft.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const THREE = { one: "export const a = 1", two: "export const b = a + 1", three: "b * 21" };
const make = (cells: Readonly<Record<string, string>>) =>
  NotebookPage.make(browser, baseUrl, notebookOf(cells));
const order = ({ page }: NotebookPage) =>
  page.locator("[data-cell]").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-cell")));
const openList = async (): Promise<Page> => {
  const { page } = await openPage(browser, `${baseUrl}/notebooks`);
  await page.getByRole("heading", { name: "Notebooks", level: 1 }).waitFor();
  return page;
};

describe("cells by keyboard", () => {
  test("selected cells are cut, pasted, moved, brought back and taken back again", async () => {
    const notebook = await make(THREE);
    const { keyboard } = notebook.page;
    await notebook.settles("three", "fresh");
    await notebook.cell("one").focus();
    await keyboard.press("Shift+J");
    await keyboard.press("x");
    await expect.poll(() => order(notebook)).toEqual(["three"]);
    await keyboard.press("v");
    await expect.poll(() => order(notebook)).toEqual(["three", "one", "two"]);
    await keyboard.press("Alt+ArrowUp");
    await expect.poll(() => order(notebook)).toEqual(["one", "two", "three"]);
    await keyboard.press("z");
    await expect.poll(() => order(notebook)).toEqual(["three", "one", "two"]);
    await keyboard.press("Shift+Z");
    await expect.poll(() => order(notebook)).toEqual(["one", "two", "three"]);
    await expect.poll(() => notebook.shown("three"), { timeout: 20_000 }).toBe("42");
    await notebook.close();
  });

  test("a pasted notebook file becomes its cells", async () => {
    const notebook = await make({ one: "1" });
    await notebook.settles("one", "fresh");
    await notebook.cell("one").focus();
    await notebook.page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
      },
      notebookOf({ two: "2", three: "3" }),
    );
    await expect.poll(() => order(notebook)).toEqual(["one", "two", "three"]);
    await notebook.close();
  });

  test("replacing in all cells, chosen by its name, takes what is typed next and is one step to undo", async () => {
    const notebook = await make(THREE);
    await notebook.settles("three", "fresh");
    await notebook.cell("one").focus();
    await notebook.page.keyboard.press("Control+k");
    await notebook.page.getByPlaceholder("What to do?").fill("find and replace");
    await notebook.page.keyboard.press("Enter");
    const focused = () => notebook.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toBe("Find");
    await notebook.page.keyboard.type("b");
    await notebook.page.getByLabel("Replace with").fill("bee");
    await notebook.page.getByRole("button", { name: "Replace all" }).click();
    const text = (id: string) => notebook.cell(id).locator(".cm-content").innerText();
    await expect.poll(() => text("three")).toBe("bee * 21");
    await notebook.page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => text("three")).toBe("b * 21");
    // The palette leads to the other pages, too.
    await notebook.cell("one").focus();
    await notebook.page.keyboard.press("Control+k");
    await notebook.page.getByPlaceholder("What to do?").fill("go to data");
    await notebook.page.keyboard.press("Enter");
    await notebook.page.getByRole("heading", { name: "Loaded series" }).waitFor();
    await notebook.close();
  });
});

describe("what is kept", () => {
  test("a notebook opens with what it showed, without running it again; an edited one says so", async () => {
    const notebook = await make({ ...THREE, clock: "new Date().toISOString() + Math.random()" });
    await notebook.settles("clock", "fresh");
    const before = await notebook.shown("clock");
    await notebook.page.waitForResponse((response) => response.url().includes("saveSnapshot"));
    await notebook.page.reload();
    await notebook.settles("clock", "fresh");
    await notebook.page.getByText("Ready", { exact: true }).waitFor();
    expect(await notebook.shown("clock")).toBe(before);
    await notebook.rewrite("one", "export const a = 2");
    await expect.poll(() => notebook.shown("three"), { timeout: 20_000 }).toBe("63");
    expect(await notebook.shown("clock")).toBe(before);
    await notebook.close();
  });

  test("a tab that dies in the middle of typing loses at most a second", async () => {
    const notebook = await make({ one: "1" });
    await notebook.settles("one", "fresh");
    await notebook.page.route("**/notebooks.save**", (route) => route.abort());
    await notebook.cell("one").locator(".cm-content").click();
    await notebook.page.keyboard.insertText("typed and never saved ");
    const draft = () =>
      notebook.page.evaluate(() =>
        Object.entries<string>(localStorage).some(
          ([key, text]) => key.startsWith("lookback.draft.") && text.includes("never saved"),
        ),
      );
    await expect.poll(draft, { timeout: 1000 }).toBe(true);
    const url = notebook.page.url();
    // Killed, not closed: nothing of the page runs any more.
    const debug = await notebook.watched.context.newCDPSession(notebook.page);
    const crashed = notebook.page.waitForEvent("crash");
    debug.send("Page.crash").catch(() => undefined);
    await crashed;
    const again = await notebook.watched.context.newPage();
    await again.goto(url);
    await expect
      .poll(() => again.locator("[data-cell=one] .cm-content").innerText(), { timeout: 20_000 })
      .toContain("typed and never saved");
    await notebook.close();
  });

  test("of a draft and a version that somebody saved meanwhile both can be kept, cell by cell", async () => {
    const first = await make({ one: "1", two: "2" });
    await first.settles("two", "fresh");
    const again = await openOnOlderDraft(browser, first, "one");
    await again.getByRole("button", { name: "Compare cell by cell" }).click();
    const dialog = again.getByRole("dialog");
    await dialog.getByRole("region", { name: "Cell one" }).waitFor();
    expect(await dialog.getByRole("region").count()).toBe(1);
    await dialog.getByRole("button", { name: "Keep this choice" }).click();
    await expect.poll(() => again.locator("[data-cell]").count()).toBe(3);
    await again.getByText("Saved", { exact: true }).waitFor();
    await first.close();
  });
});

describe("two windows on one notebook", () => {
  test("each has what the other types, and nothing of what both type is lost", async () => {
    const first = await make({ one: "1", two: "2" });
    await first.settles("two", "fresh");
    const second = await first.watched.context.newPage();
    await second.goto(first.page.url());
    // What is written, without the names at the others' carets.
    const text = (page: Page, id: string) =>
      page.locator(`[data-cell="${id}"] .cm-content`).evaluate((content) => {
        const copy = content.cloneNode(true) as Element;
        for (const mark of copy.querySelectorAll("[aria-hidden]")) mark.remove();
        return [...copy.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n");
      });
    await second.locator('[data-cell="two"] [data-status="fresh"]').waitFor();
    await first.rewrite("one", "'of the first'");
    await expect.poll(() => text(second, "one"), { timeout: 10_000 }).toBe("'of the first'");
    await second.locator('[data-cell="two"] .cm-content').click();
    await second.keyboard.insertText("'of the second' ");
    await first.rewrite("one", "'of the first, later'");
    for (const page of [first.page, second]) {
      await expect.poll(() => text(page, "one"), { timeout: 10_000 }).toBe("'of the first, later'");
      await expect.poll(() => text(page, "two"), { timeout: 10_000 }).toContain("of the second");
    }
    await first.close();
  });

  test("prices that were imported meanwhile make results stale, and they are computed again", async () => {
    const notebook = await make({
      load: '(await datasets()).filter(({ symbol }) => symbol === "LATER").length',
    });
    await expect.poll(() => notebook.shown("load"), { timeout: 20_000 }).toBe("0");
    const data = await notebook.watched.context.newPage();
    await data.goto(`${baseUrl}/data`);
    await data.setInputFiles("input[type=file]", {
      name: "later.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("date,open,high,low,close,volume\n2020-01-02,1,2,0.5,1.5,10\n"),
    });
    await data.getByLabel("Symbol", { exact: true }).fill("LATER");
    await data.getByRole("button", { name: "Import" }).click();
    await data.getByRole("cell", { name: "LATER" }).first().waitFor();
    await notebook.page.bringToFront();
    await notebook.page.evaluate(() => dispatchEvent(new Event("focus")));
    await expect.poll(() => notebook.shown("load"), { timeout: 20_000 }).toBe("1");
    await notebook.close();
  });
});

describe("files", () => {
  test("a downloaded notebook is the file, and the page to read has neither script nor link to a host", async () => {
    const notebook = await make(THREE);
    await notebook.settles("three", "fresh");
    const download = async (name: RegExp) => {
      await notebook.page.getByRole("button", { name: "Download" }).click();
      const [file] = await Promise.all([
        notebook.page.waitForEvent("download"),
        notebook.page.getByRole("menuitem", { name }).click(),
      ]);
      return readFile(await file.path(), "utf8");
    };
    expect(parseNotebook(await download(/Notebook file/))).toEqual(parseNotebook(notebookOf(THREE)));
    const html = await download(/Page to read, with results/);
    expect(html).toContain(">42</pre>");
    expect(html).not.toMatch(/<script|<link|https?:/i);
    await notebook.close();
  });

  test("a Jupyter notebook that is chosen becomes a notebook of one's own", async () => {
    const page = await openList();
    const file = {
      nbformat: 4,
      metadata: { title: "From Jupyter" },
      cells: [{ cell_type: "markdown", source: "# Hi" }],
    };
    await page.setInputFiles("input[type=file]", {
      name: "x.ipynb",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await page.getByRole("heading", { name: "Hi" }).waitFor();
    expect(await page.getByLabel("Title of the notebook").inputValue()).toBe("From Jupyter");
    await page.goBack();
    await page.setInputFiles("input[type=file]", {
      name: "kinds.nb.ts",
      mimeType: "text/plain",
      buffer: Buffer.from('// %% [yaml] id="a"\nmeta: { strategy: s }\n'),
    });
    await page.getByText("unknown kind of cell: yaml; did you mean strategy?").first().waitFor();
    await page.context().close();
  });

  test("a deleted notebook can be restored from the bin", async () => {
    const notebook = await NotebookPage.make(
      browser,
      baseUrl,
      notebookOf({ a: "1" }).replace("Test", "Bin and back"),
    );
    await notebook.close();
    const page = await openList();
    await page.getByRole("button", { name: "Delete Bin and back" }).click();
    await expect.poll(() => page.getByRole("link", { name: "Bin and back" }).count()).toBe(0);
    await page.getByRole("button", { name: "Bin", exact: true }).click();
    await page
      .getByRole("row", { name: /Bin and back/ })
      .getByRole("button", { name: "Restore" })
      .click();
    await page.getByRole("button", { name: "Bin", exact: true }).click();
    await page.getByRole("link", { name: "Bin and back" }).waitFor();
    await page.context().close();
  });
});
