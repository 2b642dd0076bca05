import type { Page } from "playwright-core";
import { startProduct } from "#test/browser/app.ts";
import { launchChromium } from "#test/browser/chromium.ts";
import { NotebookPage } from "#test/browser/notebook-page.ts";
import type { BenchRow } from "./measure.ts";

const ROUNDS = 5;
const DRAG_MS = 3_000;

/** The first notebook in real Chromium on a production build: opening, editing and dragging, medians of a few rounds. */
export async function notebookRows(): Promise<BenchRow[]> {
  const product = await startProduct();
  const browser = await launchChromium();
  try {
    const opens: number[] = [];
    const firstResults: number[] = [];
    const edits: number[] = [];
    const drags: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const notebook = await NotebookPage.open(browser, product.baseUrl, "first-backtest");
      await notebook.cell("prices").locator(".cm-content").waitFor();
      opens.push(performance.now() - began);
      await notebook.settles("result", "fresh");
      firstResults.push(performance.now() - began);
      await notebook.cell("result").scrollIntoViewIfNeeded();
      await notebook.cell("result").locator(".plot-container").first().waitFor();
      edits.push(await editToResult(notebook, round));
      drags.push(await dragRate(notebook.page));
      await notebook.close();
    }
    return [
      row("open a notebook until its cells can be typed in", median(opens), "ms"),
      row("open a notebook until its backtest is shown", median(firstResults), "ms"),
      row("edit a cell until its new result is on screen", median(edits), "ms"),
      row("slider drag on 5,105 bars, results shown", median(drags), "per second"),
    ];
  } finally {
    await browser.close();
    await product.stop();
  }
}

const row = (name: string, value: number, unit: string): BenchRow => ({
  name,
  value,
  unit,
  peer: null,
  peerValue: null,
  ratio: null,
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** From the key that runs the edited strategy to the frame after its new result hash. */
async function editToResult(notebook: NotebookPage, round: number): Promise<number> {
  const editor = notebook.cell("result").locator(".cm-content");
  await editor.click();
  await notebook.page.keyboard.press("Control+A");
  await notebook.page.keyboard.insertText(
    `export const result = backtest(emaCross, { bars: prices, params: { fast, slow }, capital: ${200_000 + round} });\nresult`,
  );
  const shown = notebook.page.evaluate(() => {
    const hash = document.querySelector('[data-cell="result"] header code');
    return new Promise<number>((done) => {
      let began = 0;
      addEventListener("keydown", (event) => event.key === "Enter" && (began = performance.now()), {
        capture: true,
      });
      const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
      });
      if (hash) watch.observe(hash, { characterData: true, childList: true, subtree: true });
    });
  });
  await notebook.page.keyboard.press("Control+Enter");
  return shown;
}

/** Moves the slider once a frame and counts the different results that reach the screen. */
async function dragRate(page: Page): Promise<number> {
  const count = await page.evaluate(async (ms) => {
    const slider = document.querySelector<HTMLInputElement>('[data-cell="fast"] input[type=range]');
    const hash = document.querySelector('[data-cell="result"] header code');
    if (!slider || !hash) throw new Error("no slider or no result on the page");
    // Past React, which watches the element's own property.
    let results = 0;
    const watch = new MutationObserver(() => results++);
    watch.observe(hash, { characterData: true, childList: true, subtree: true });
    const began = performance.now();
    for (let step = 0; performance.now() - began < ms; step++) {
      Reflect.set(HTMLInputElement.prototype, "value", String(2 + (step % 58)), slider);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((frame) => requestAnimationFrame(frame));
    }
    watch.disconnect();
    return results;
  }, DRAG_MS);
  return (count * 1_000) / DRAG_MS;
}
