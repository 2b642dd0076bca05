import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createRandom } from "#engine/random.ts";
import { launchChromium } from "./chromium.ts";
import { NotebookPage, notebookOf } from "./notebook-page.ts";
import { caretTo, count, savedSource, textsOf } from "./typing.ts";

/** How long both type: a few seconds here, a minute where `LOOKBACK_TYPING_S=60` says so. */
const TYPING_MS = 1000 * Number(process.env["LOOKBACK_TYPING_S"] ?? 4);
const CELLS = { one: "// one: ", two: "// two: ", three: "const three = 3;" };

/** A window whose connection the test can cut. */
interface Window {
  readonly page: Page;
  readonly cut: () => Promise<void>;
}

describe("two windows on one notebook", () => {
  const baseUrl = inject("baseUrl");
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test(
    "what both type at once, with their lines cut now and then, is one notebook with nothing lost or doubled",
    async () => {
      const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(CELLS));
      const id = notebook.page.url().split("/").at(-1) ?? "";
      const one = await cuttable(notebook.page, id, baseUrl);
      const two = await cuttable(await notebook.watched.context.newPage(), id, baseUrl);
      for (const { page } of [one, two])
        await page.getByRole("group", { name: "People in this notebook" }).waitFor();

      // Each sees where the other is.
      await caretTo(one.page, "one");
      await two.page.locator("[data-cell=one]").getByText("Another window is writing").waitFor();
      await caretTo(two.page, "one");
      await one.page.locator("[data-cell=one] [data-person] >> nth=0").waitFor();

      const typed = await Promise.all([type(one, "a", 1), type(two, "b", 2)]);
      const both = async () => Promise.all([one, two].map(({ page }) => textsOf(page)));
      await expect
        .poll(
          async () => {
            const [mine = [], theirs = []] = await both();
            return (
              count(mine, "a") === typed[0] && count(mine, "b") === typed[1] && mine.join() === theirs.join()
            );
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await one.page.getByText("Saved", { exact: true }).waitFor();
      const [mine = []] = await both();
      expect(await savedSource(baseUrl, id)).toContain(mine[0] ?? "-");
      expect(typed.every((letters) => letters > 5)).toBe(true);

      // Undo is one's own: the first window takes back its letters, the other's stay.
      await caretTo(one.page, "one");
      await one.page.keyboard.insertText("Z");
      await expect.poll(async () => count(await textsOf(two.page), "Z")).toBe(1);
      const before = count(await textsOf(two.page), "b");
      await one.page.keyboard.press("Control+z");
      await expect.poll(async () => count(await textsOf(two.page), "Z")).toBe(0);
      expect(count(await textsOf(two.page), "b")).toBe(before);

      // A cell that one makes is at the other's; their run leaves the other's outputs alone.
      await one.page.locator("[data-cell=three]").focus();
      await one.page.keyboard.press("b");
      await expect.poll(() => two.page.locator("[data-cell]").count()).toBe(4);
      await notebook.close();
    },
    60_000 + 3 * TYPING_MS,
  );
});

async function cuttable(page: Page, id: string, baseUrl: string): Promise<Window> {
  const lines: WebSocketRoute[] = [];
  await page.routeWebSocket(/\/api\/live/, (line) => {
    line.connectToServer();
    lines.push(line);
  });
  await page.goto(`${baseUrl}/notebooks/${id}`);
  await page.locator("[data-cell=three] [data-status=fresh]").waitFor({ timeout: 60_000 });
  return { page, cut: async () => lines.at(-1)?.close({ code: 1001 }) };
}

/** Types one letter again and again, now here and now there, while the line is cut; returns how often. */
async function type({ page, cut }: Window, letter: string, seed: number): Promise<number> {
  const random = createRandom(seed);
  const end = performance.now() + TYPING_MS;
  let letters = 0;
  await caretTo(page, "one");
  while (performance.now() < end) {
    const dice = random.next();
    if (dice < 0.06) await cut();
    else if (dice < 0.16) await caretTo(page, random.next() < 0.5 ? "one" : "two");
    else if (dice < 0.25) await page.keyboard.press("ArrowLeft");
    else {
      await page.keyboard.type(letter);
      letters++;
    }
  }
  return letters;
}
