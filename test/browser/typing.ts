import type { Page } from "playwright-core";

/** Puts the cursor at the end of a cell's text. */
export async function caretTo(page: Page, cell: string): Promise<void> {
  await page.locator(`[data-cell=${cell}] .cm-content`).click();
  await page.keyboard.press("End");
}

/** What stands in the cells one and two on a page. */
export async function textsOf(page: Page): Promise<string[]> {
  const texts = ["one", "two"].map((cell) => page.locator(`[data-cell=${cell}] .cm-line`));
  // The name at somebody's caret is no part of the text.
  return Promise.all(
    texts.map((lines) =>
      lines.evaluateAll((found) =>
        found
          .map((line) => {
            const copy = line.cloneNode(true) as HTMLElement;
            for (const widget of copy.querySelectorAll("[data-person][aria-hidden]")) widget.remove();
            return copy.textContent;
          })
          .join("\n"),
      ),
    ),
  );
}

/** How often a letter stands in texts. */
export const count = (texts: readonly string[], letter: string): number =>
  texts.join("").split(letter).length - 1;

/** A notebook as the server has it. */
export async function savedSource(baseUrl: string, id: string): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const answer = await fetch(`${baseUrl}/api/trpc/notebooks.get?input=${input}`);
  const { result } = (await answer.json()) as { result: { data: { source: string } } };
  return result.data.source;
}
