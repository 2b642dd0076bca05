import type { Browser, Page } from "playwright-core";
import { startProduct } from "#test/browser/app.ts";
import { launchChromium } from "#test/browser/chromium.ts";
import { notebookOf, NotebookPage } from "#test/browser/notebook-page.ts";
import { keyToChange } from "./key-to-change.ts";
import { alone } from "./measure.ts";
import { whenThere } from "./when-there.ts";
import { memoryOf, scaleRows } from "./notebook-scale.bench.ts";
import type { BenchRow } from "./measure.ts";

const ROUNDS = 5;
const DRAG_MS = 3_000;
const KEYS = 50;
/** All cells have run and been looked at by then. */
const REST_MS = 5_000;

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
      const notebook = await NotebookPage.open(browser, product.baseUrl, "first-backtest");
      opens.push(await whenThere(notebook.page, '[data-cell="prices"] .cm-content'));
      firstResults.push(await whenThere(notebook.page, '[data-cell="result"] [data-status="fresh"]'));
      await notebook.cell("result").scrollIntoViewIfNeeded();
      await notebook.cell("result").locator("canvas").first().waitFor();
      edits.push(await editToResult(notebook, round));
      drags.push(await dragRate(notebook.page));
      await notebook.close();
    }
    return [
      row("open a notebook until its cells can be typed in", median(opens), "ms"),
      row("open a notebook until its backtest is shown", median(firstResults), "ms"),
      row("edit a cell until its new result is on screen", median(edits), "ms"),
      row("slider drag on 5,105 bars, results shown", median(drags), "per second"),
      ...(await researchRows(browser, product.baseUrl)),
      ...(await manyCells(browser, product.baseUrl)),
      ...(await scaleRows(browser, product.baseUrl)),
    ];
  } finally {
    await browser.close();
    await product.stop();
  }
}

const row = alone;

const CROSS = `export const cross = defineStrategy({ name: "cross", version: "1.0.0",
  params: { fast: int(5, { min: 1, max: 500 }), slow: int(50, { min: 1, max: 500 }) },
  indicators: (p) => ({ fast: sma({ lengthBars: p.fast }), slow: sma({ lengthBars: p.slow }) }),
  signal: crossover("fast", "slow") });`;

/** A sweep as its cell measures it, and Stop against an endless loop. */
async function researchRows(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  const cells = {
    prices: 'export const prices = await bars("SP500", { from: "2010-01-01", to: "2018-07-18" });',
    cross: CROSS,
    work: "1",
  };
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  await notebook.settles("work", "fresh");
  await notebook.settles("prices", "fresh");
  await notebook.settles("cross", "fresh");
  await notebook.rewrite(
    "work",
    `const began = performance.now();
const found = await sweep(cross, { bars: prices, grid: { fast: range(2, 101), slow: range(5, 500, 5) } });
\`took \${performance.now() - began} ms for \${found.sets} sets\``,
  );
  const took = notebook
    .cell("work")
    .getByText(/took [\d.]+ ms/)
    .last();
  await took.waitFor({ timeout: 60_000 });
  const sweepMs = Number(/took ([\d.]+) ms/.exec(await notebook.shown("work"))?.[1]);
  const sweepMegabytes = await memoryOf(browser);
  await notebook.rewrite("work", "while (true) {}");
  await notebook.settles("work", "running");
  const began = performance.now();
  await notebook.page.getByRole("button", { name: "Stop" }).click();
  await notebook.settles("work", "stopped");
  const stopMs = performance.now() - began;
  await notebook.close();
  return [
    row("sweep of 10,000 SMA pairs x 2,149 bars in the tab", sweepMs, "ms"),
    row("memory of page and sandbox after it (PSS)", sweepMegabytes, "MB"),
    row("stop an endless loop", stopMs, "ms"),
  ];
}

/** What this browser takes by itself: a key waits for the next frame, however little follows from it. */
async function bareKeystrokeMs(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  await page.setContent("<textarea></textarea>");
  const bare = await keystrokeMs(page, "textarea");
  await page.close();
  return bare;
}

/** From a key to the frame that shows its letter, median of fifty. */
async function keystrokeMs(page: Page, into: string): Promise<number> {
  await page.locator(into).click();
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(globalThis, "keystrokes", times);
    const painted = (began: number): void => {
      const { port1, port2 } = new MessageChannel();
      // After the frame's own work: a message that is sent in it arrives when it was painted.
      port1.onmessage = () => times.push(performance.now() - began);
      requestAnimationFrame(() => port2.postMessage(null));
    };
    addEventListener("keydown", ({ timeStamp }) => painted(timeStamp), { capture: true });
  });
  for (let key = 0; key < KEYS; key++) await page.keyboard.press("x", { delay: 20 });
  return median(await page.evaluate(() => Reflect.get(globalThis, "keystrokes") as number[]));
}

/** Two hundred cells, each reading the one above, until the first can be typed in; and then keys in one of them. */
async function manyCells(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  const cells = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [
      `c${at}`,
      `export const v${at} = ${at === 0 ? "0" : `v${at - 1} + 1`};\nv${at}`,
    ]),
  );
  const made = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  const url = made.page.url();
  await made.close();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const notebook = await NotebookPage.open(browser, baseUrl, url.split("/").at(-1) ?? "");
    times.push(await whenThere(notebook.page, '[data-cell="c0"] .cm-content'));
    await notebook.close();
  }
  const notebook = await NotebookPage.open(browser, baseUrl, url.split("/").at(-1) ?? "");
  await notebook.settles("c5", "fresh");
  await notebook.page.waitForTimeout(REST_MS);
  const typing = await keystrokeMs(notebook.page, '[data-cell="c3"] .cm-content');
  await notebook.close();
  const bare = await bareKeystrokeMs(browser);
  return [
    row("open 200 cells until they can be typed in", median(times), "ms"),
    {
      ...row("keystroke in 200 cells until it is painted, median", typing, "ms"),
      ...{ peer: "an empty page's textarea", peerValue: bare, ratio: null },
    },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** From the key that runs the edited strategy to the frame with its new result hash. */
async function editToResult(notebook: NotebookPage, round: number): Promise<number> {
  const editor = notebook.cell("result").locator(".cm-content");
  await editor.click();
  await notebook.page.keyboard.press("Control+A");
  await notebook.page.keyboard.insertText(
    `export const result = backtest(emaCross, { bars: prices, params: { fast, slow }, capital: ${200_000 + round} });\nresult`,
  );
  return keyToChange(notebook, { key: "Control+Enter", watched: '[data-cell="result"] header code' });
}

/** Moves the slider once, so that cells that show an earlier visit have run; then once a frame, and counts the different results that reach the screen. */
async function dragRate(page: Page): Promise<number> {
  const count = await page.evaluate(async (ms) => {
    const slider = document.querySelector<HTMLInputElement>('[data-cell="fast"] input[type=range]');
    const hash = document.querySelector('[data-cell="result"] header code');
    if (!slider || !hash) throw new Error("no slider or no result on the page");
    // Past React, which watches the element's own property.
    const move = (value: number) => {
      Reflect.set(HTMLInputElement.prototype, "value", String(value), slider);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    let results = 0;
    let first: () => void = () => undefined;
    const watch = new MutationObserver(() => {
      results++;
      first();
    });
    watch.observe(hash, { characterData: true, childList: true, subtree: true });
    const woken = new Promise<void>((done) => (first = done));
    move(Number(slider.value) === 33 ? 34 : 33);
    await woken;
    await new Promise((rest) => setTimeout(rest, 1000));
    results = 0;
    const began = performance.now();
    for (let step = 0; performance.now() - began < ms; step++) {
      move(2 + (step % 58));
      await new Promise((frame) => requestAnimationFrame(frame));
    }
    watch.disconnect();
    return results;
  }, DRAG_MS);
  return (count * 1_000) / DRAG_MS;
}
