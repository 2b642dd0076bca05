import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { createRandom } from "#engine/random.ts";
import { freePort } from "./app.ts";
import { launchChromium } from "./chromium.ts";
import { notebookOf } from "./notebook-page.ts";
import { NpmStart } from "./npm-start.ts";
import { caretTo, count, savedSource, textsOf } from "./typing.ts";

/** Each takes some twenty seconds, so that this is run when it is asked for: `LOOKBACK_KILLS=5`. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 0);
const CELLS = { one: "// one: ", two: "// two: ", three: "const three = 3;" };

const home = mkdtempSync(join(tmpdir(), "lookback-together-"));
chmodSync(home, 0o755); // so that the database's account may search it
let browser: Browser | undefined;
let product: NpmStart | undefined;
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Types a letter, now in one cell and now in the other, until it is told to stop; returns how often. */
async function typeUntil(page: Page, letter: string, seed: number, stop: AbortSignal): Promise<number> {
  const random = createRandom(seed);
  let letters = 0;
  await caretTo(page, "one");
  while (!stop.aborted) {
    if (random.next() < 0.05) await caretTo(page, random.next() < 0.5 ? "one" : "two");
    await page.keyboard.type(letter, { delay: 20 });
    letters++;
  }
  return letters;
}

test.skipIf(KILLS === 0)(
  `two windows type while all of npm start is killed -9 ${KILLS} times: nothing is lost or doubled`,
  { timeout: 120_000 + 60_000 * KILLS },
  async () => {
    const port = await freePort();
    const begin = async () => {
      product = new NpmStart(home, port);
      await product.ready;
      return product;
    };
    const random = createRandom(7);
    let running = await begin();
    const made = await running.call("notebooks.create", { source: notebookOf(CELLS) }, "POST");
    const { id } = made as { id: string };
    const baseUrl = `http://localhost:${port}`;
    browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const pages = [await context.newPage(), await context.newPage()];
    for (const page of pages) {
      await page.goto(`${baseUrl}/notebooks/${id}`);
      await page.locator("[data-cell=three] [data-status=fresh]").waitFor({ timeout: 60_000 });
    }
    for (const page of pages)
      await page.getByRole("group", { name: "People in this notebook" }).waitFor({ timeout: 30_000 });

    const stop = new AbortController();
    const typing = Promise.all(pages.map((page, at) => typeUntil(page, "ab"[at] ?? "a", at, stop.signal)));
    for (let kills = 0; kills < KILLS; kills++) {
      await new Promise((settle) => setTimeout(settle, 500 + 3_000 * random.next()));
      await running.kill(random.next() < 0.5);
      running = await begin();
    }
    stop.abort();
    const typed = await typing;

    const agree = async () => {
      const [mine = [], theirs = []] = await Promise.all(pages.map((page) => textsOf(page)));
      const told = [count(mine, "a"), count(mine, "b"), mine.join() === theirs.join()];
      return { told, text: mine[0] ?? "-" };
    };
    await expect.poll(async () => (await agree()).told, { timeout: 60_000 }).toEqual([...typed, true]);
    const { text } = await agree();
    await expect.poll(() => savedSource(baseUrl, id), { timeout: 30_000 }).toContain(text);
    expect(typed.every((letters) => letters > 20)).toBe(true);
  },
);
