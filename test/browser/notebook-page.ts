import type { Browser, Locator, Page } from "playwright-core";
import { openPage, type WatchedPage } from "./chromium.ts";

/** The notebook page as a person reads it: cells by id, their status and what they show. */
export class NotebookPage {
  readonly page: Page;
  readonly watched: WatchedPage;

  private constructor(watched: WatchedPage) {
    this.watched = watched;
    this.page = watched.page;
  }

  /** Opens a notebook in a profile of its own. */
  static async open(browser: Browser, baseUrl: string, id: string): Promise<NotebookPage> {
    return new NotebookPage(await openPage(browser, `${baseUrl}/notebooks/${id}`));
  }

  /** Makes a notebook of these cells on the server and opens it. */
  static async make(browser: Browser, baseUrl: string, source: string): Promise<NotebookPage> {
    const created = await fetch(`${baseUrl}/api/trpc/notebooks.create`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ source }),
    });
    const { result } = (await created.json()) as { result: { data: { id: string } } };
    return NotebookPage.open(browser, baseUrl, result.data.id);
  }

  cell(id: string): Locator {
    return this.page.locator(`[data-cell="${id}"]`);
  }

  async status(id: string): Promise<string | null> {
    return this.cell(id).locator("[data-status]").getAttribute("data-status");
  }

  /** Waits until a cell has a status. */
  async settles(id: string, status: string): Promise<void> {
    await this.cell(id).locator(`[data-status="${status}"]`).waitFor({ timeout: 30_000 });
  }

  /** Replaces the text of a cell and runs it, as by hand. */
  async rewrite(id: string, text: string): Promise<void> {
    const editor = this.cell(id).locator(".cm-content");
    await editor.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press("Control+Enter");
  }

  /** Everything that a cell shows below its text. */
  async shown(id: string): Promise<string> {
    return (await this.cell(id).locator("[class*=outputs]").first().innerText()).trim();
  }

  async close(): Promise<void> {
    await this.watched.context.close();
  }
}

/** A notebook file of TypeScript cells. */
export function notebookOf(cells: Readonly<Record<string, string>>): string {
  const head = '// --- notebook\n// title: "Test"\n// nb: 1\n// ---\n';
  const parts = Object.entries(cells).map(([id, source]) => `\n// %% [ts] id="${id}"\n${source}\n`);
  return head + parts.join("");
}
