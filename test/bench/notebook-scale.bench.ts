import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { notebookOf, NotebookPage } from "#test/browser/notebook-page.ts";
import { keyToChange } from "./key-to-change.ts";
import { machineGain } from "./machine-gain.ts";
import { alone, type BenchRow } from "./measure.ts";
import { whenThere } from "./when-there.ts";

const BARS = 1_000_000;
const MINUTE_MS = 60_000;
/** Other cells have been looked at by then. */
const REST_MS = 1_000;
/** A task that keeps the page for longer is felt; the browser counts those over 50 ms. */
const ZOOMS = 12;

/** A million bars into a cell and onto the screen, sweeps by one thread and by all, types of sixty cells, and the memory of it. */
export async function scaleRows(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  return [
    ...(await millionRows(browser, baseUrl)),
    ...(await poolRows(browser, baseUrl)),
    await diagnosticsRow(browser, baseUrl),
    await firstTypesRow(browser, baseUrl),
  ];
}

/** One-minute bars of a walk, as the server would send them. */
function millionIpc(): Uint8Array {
  let price = 100;
  const close = Float64Array.from(
    { length: BARS },
    (_, bar) => (price *= 1 + Math.sin(bar * 12.9898) / 2000),
  );
  const at = (shift: number) => Float64Array.from({ length: BARS }, (_, bar) => bar * MINUTE_MS + shift);
  return barsToIpc({
    ...{
      symbol: "MILLION",
      timeframe: "1m",
      openTime: at(0),
      closeTime: at(MINUTE_MS),
      availableAt: at(MINUTE_MS),
    },
    ...{ open: close.map((value) => value - 0.01), high: close.map((value) => value + 0.05) },
    ...{ low: close.map((value) => value - 0.05), close, volume: close.map((value) => value * 10) },
  });
}

/** Puts the million into the page's memory as an answer of the server, since what the network takes is not the page's doing. */
async function serveMillion(page: Page): Promise<void> {
  const body = Buffer.from(millionIpc());
  await page.route("**/api/bars?million", (route) => route.fulfill({ body }));
  const dataset = {
    symbol: "MILLION",
    name: "a walk",
    timeframe: "1m",
    bars: BARS,
    from: 0,
    to: BARS * MINUTE_MS,
  };
  await page.evaluate(
    async (info) => {
      const ask = globalThis.fetch.bind(globalThis);
      const bytes = await (await ask("/api/bars?million")).arrayBuffer();
      globalThis.fetch = async (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (url.includes("symbol=MILLION")) return new Response(bytes);
        const answer = await ask(input, init);
        if (!url.includes("prices.datasets")) return answer;
        const text = await answer.text();
        return new Response(text.replace(/\[\s*\{\s*"symbol"/, `[${JSON.stringify(info)},{"symbol"`), answer);
      };
    },
    { ...dataset, source: "bench", synthetic: true },
  );
}

async function millionRows(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  const cells = { load: "1", drop: 'export const dropped = await fileDrop("dropped");', show: "1" };
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  const { page } = notebook;
  await notebook.settles("drop", "fresh");
  await serveMillion(page);
  await notebook.rewrite("load", timed('export const million = await bars("MILLION", { timeframe: "1m" });'));
  const arrowMs = await took(notebook, "load");
  await watchLongTasks(page);
  await notebook.rewrite("show", "plot.candles(million)");
  await notebook.cell("show").locator("canvas").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  const drawn = await longestTask(page);
  await notebook.cell("show").getByRole("application").focus();
  for (let zoom = 0; zoom < ZOOMS; zoom++)
    await page.keyboard.press(zoom % 3 === 2 ? "ArrowLeft" : zoom < ZOOMS / 2 ? "+" : "-", { delay: 60 });
  await page.waitForTimeout(500);
  const moved = await longestTask(page);
  const csvMs = await dropCsv(notebook);
  await notebook.close();
  return [
    alone("1,000,000 bars of the server's answer in a cell", arrowMs, "ms"),
    alone("their chart drawn, longest task of the page", drawn, "ms"),
    alone("zoomed and panned, longest task of the page", moved, "ms"),
    alone("1,000,000 rows of a dropped CSV file in a cell", csvMs, "ms"),
  ];
}

const timed = (work: string): string =>
  `const began = performance.now();\n${work}\n\`took \${performance.now() - began} ms\``;

/** What a cell says that it took. */
async function took(notebook: NotebookPage, id: string): Promise<number> {
  await notebook
    .cell(id)
    .getByText(/took [\d.]+ ms/)
    .last()
    .waitFor({ timeout: 60_000 });
  return Number(/took ([\d.]+) ms/.exec(await notebook.shown(id))?.[1]);
}

/** From the choice of a file to the table of its rows. */
async function dropCsv(notebook: NotebookPage): Promise<number> {
  const rows = Array.from({ length: BARS }, (_, row) => {
    const price = (100 + Math.sin(row / 1000)).toFixed(2);
    return `${row * MINUTE_MS},${price},${price},${price},${price},${row % 997}`;
  });
  // A file on disk, as a person's is: bytes that the test handed over would be decoded in the page, and be timed.
  const folder = mkdtempSync(join(tmpdir(), "lookback-bench-"));
  const path = join(folder, "million.csv");
  writeFileSync(path, `time,open,high,low,close,volume\n${rows.join("\n")}\n`);
  await notebook.rewrite("show", "`rows ${dropped?.rowCount ?? 0}`");
  await notebook.cell("show").getByText("rows 0").last().waitFor();
  const began = performance.now();
  await notebook.cell("drop").locator("input[type=file]").setInputFiles(path);
  await notebook.cell("show").getByText("rows 1000000").last().waitFor({ timeout: 60_000 });
  const took = performance.now() - began;
  rmSync(folder, { recursive: true });
  return took;
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Reflect.set(globalThis, "longTasks", tasks);
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      entryTypes: ["longtask"],
    });
  });
}

/** The longest since the last call; 0 where none took 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(Reflect.get(globalThis, "longTasks") as number[]).splice(0)));
}

const inCode = (name: string) => `export const ${name} = defineStrategy({ name: "cross", version: "1.0.0",
  params: { fast: int(5, { min: 1, max: 500 }), slow: int(50, { min: 1, max: 500 }) },
  indicators: (p) => ({ fast: sma({ lengthBars: p.fast }), slow: sma({ lengthBars: p.slow }) }),
  signal: ({ fast, slow }) => crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold() });`;

const sweepOf = (name: string) =>
  timed(`await sweep(${name}, { bars: prices, grid: { fast: range(2, 41), slow: range(50, 245, 5) } });`);

/** A strategy in code by all threads and by one: a cell that speaks of a Date is not sent to others. */
export async function poolRows(browser: Browser, baseUrl: string): Promise<BenchRow[]> {
  const cells = {
    prices: 'export const prices = await bars("SP500");',
    ...{ many: inCode("many"), one: `// not of a Date\n${inCode("one")}`, work: "1" },
  };
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  await notebook.settles("prices", "fresh");
  const times = { many: NaN, one: NaN };
  for (const name of ["many", "one", "many", "one"] as const) {
    await notebook.rewrite("work", "1");
    await notebook.settles("work", "fresh");
    await notebook.rewrite("work", sweepOf(name));
    times[name] = await took(notebook, "work");
  }
  const megabytes = await memoryOf(browser);
  const most = await machineGain(notebook.page);
  await notebook.close();
  const gain = times.one / times.many;
  return [
    alone("1,600 runs of a strategy in code x 5,105 bars, one thread", times.one, "ms"),
    alone("the same, all threads", times.many, "ms"),
    {
      ...alone("gain of the threads, that of bare arithmetic beside it", gain, "times"),
      ...{ peer: "two threads of arithmetic on this machine", peerValue: most, ratio: gain / most },
    },
    alone("memory of page and sandbox after both (PSS)", megabytes, "MB"),
  ];
}

/** Memory of all processes that draw pages or run frames, as Linux counts it: resident, what several share in equal parts (PSS). */
export async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const resident = renderers.map(({ id }) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0),
  );
  return resident.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}

/** From a key that makes a mistake to its underline, in a notebook of sixty cells that read each other. */
async function diagnosticsRow(browser: Browser, baseUrl: string): Promise<BenchRow> {
  const cells = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `c${at}`,
      `export const v${at}: number = ${at === 0 ? "0" : `v${at - 1} + 1`};`,
    ]),
  );
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  const { page } = notebook;
  await notebook.settles("c59", "fresh");
  const editor = notebook.cell("c0").locator(".cm-content");
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    await editor.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText("export const v0: number = 0");
    await notebook.cell("c0").locator(".cm-lintRange-error").waitFor({ state: "detached" });
    await page.waitForTimeout(REST_MS);
    await editor.press("End");
    const underline = { watched: '[data-cell="c0"] .cm-content', holds: ".cm-lintRange-error" };
    times.push(await keyToChange(notebook, { key: "s", ...underline }));
  }
  await notebook.close();
  return alone("a mistake in 60 cells to its underline", times.sort((a, b) => a - b)[3] ?? NaN, "ms");
}

/** From a page's load to the underline of a mistake that stood in its text: the language service had to be started for it. */
async function firstTypesRow(browser: Browser, baseUrl: string): Promise<BenchRow> {
  const cells = { wrong: 'export const wrong: number = "text";' };
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
    const underlined = await whenThere(notebook.page, '[data-cell="wrong"] .cm-lintRange-error');
    const loaded = await notebook.page.evaluate(() => {
      const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return page?.loadEventEnd ?? NaN;
    });
    times.push(underlined - loaded);
    await notebook.close();
  }
  return alone(
    "a mistake to its underline, after the page's load",
    times.sort((a, b) => a - b)[2] ?? NaN,
    "ms",
  );
}
