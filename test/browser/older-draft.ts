import type { Browser, Page } from "playwright-core";
import { NotebookPage } from "./notebook-page.ts";

/**
 * Leaves an unsaved draft of a cell behind in the notebook's profile, has somebody else save another text of it, and opens the notebook there
 * again: the one case in which a person is asked.
 */
export async function openOnOlderDraft(
  browser: Browser,
  notebook: NotebookPage,
  cellId: string,
): Promise<Page> {
  const { page, watched } = notebook;
  const url = new URL(page.url());
  await page.route("**/notebooks.save**", (route) => route.abort());
  await notebook.rewrite(cellId, "'of the draft'");
  await page.getByText("No connection: kept in this browser", { exact: true }).waitFor();
  await page.close();
  const other = await NotebookPage.open(browser, url.origin, url.pathname.split("/").at(-1) ?? "");
  await other.rewrite(cellId, "'saved meanwhile'");
  await other.page.getByText("Saved", { exact: true }).waitFor();
  await other.close();
  const again = await watched.context.newPage();
  await again.goto(url.href);
  return again;
}
