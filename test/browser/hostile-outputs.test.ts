import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { dangers, OUTPUTS, PAYLOADS, SAFE } from "./dangers.ts";
import { NotebookPage, notebookOf } from "./notebook-page.ts";

/** Every way in which a cell's text reaches the screen; `bad` is the list of payloads. */
const WAYS: Readonly<Record<string, string>> = {
  text: `bad.join("\\n")`,
  markdown: "md`${bad.join(' ')}`",
  value: `({ [bad[0]]: bad, list: new Map(bad.map((each) => [each, each])) })`,
  table: `table(bad.map((each) => ({ [bad[0]]: each, [bad[3]]: each })))`,
  figure: `plot.figure(bad.map((each, at) => ({ type: "scatter", x: bad, y: [at, 2], name: each, text: bad, customdata: bad, hovertemplate: each, mode: "markers+text" })), {
    title: { text: bad.join("") }, xaxis: { title: { text: bad[0] }, ticktext: bad, tickvals: [0, 1] }, annotations: bad.map((text) => ({ text, x: 0, y: 1, captureevents: true })),
    images: [{ source: bad[0] }], template: { layout: { images: [{ source: "URL/template" }] } }, updatemenus: [{ buttons: [{ method: "relayout", args: [] }] }],
  })`,
  surface: `plot.figure([{ type: "surface", z: [[1, 2], [2, 1]], name: bad[0], colorbar: { title: { text: bad[2] } } }], { title: bad[0] })`,
  chart: `plot.overTime(Float64Array.of(1e12, 1.1e12, 1.2e12), Object.fromEntries(bad.map((each) => [each.slice(0, 90), [1, 2, 3]])), { title: bad[0] })`,
  drawing:
    "svg`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='window.hacked=1'>${bad}<foreignObject>${bad}</foreignObject></svg>`",
  slider: `slider("s", { min: 0, max: 9, value: 3, label: bad[0] })`,
  heat: `plot.heatmap([[1, 2], [2, 1]], { x: bad.slice(0, 2), y: bad.slice(2, 4), title: bad[0], xTitle: bad[1] })`,
  related: `plot.correlation(Object.fromEntries(bad.map((each, i) => [each, Float64Array.of(1, 2 + i, 3, i)])), { title: bad[2] })`,
  inputs: `[
    select("pick", { label: bad[0], options: Object.fromEntries(bad.map((each) => [each, each])) }),
    multiSelect("many", { label: bad[1], options: bad, value: bad }),
    button("go", { label: bad[2] }), checkbox("tick", { label: bad[3] }),
    textInput("said", { label: bad[4], value: bad[5], placeholder: bad[6] }),
  ]`,
  report: `backtest(
    defineStrategy({
      name: bad[0], version: "1.0.0", description: bad[1], params: {},
      indicators: () => ({ fast: sma({ lengthBars: 5 }), slow: sma({ lengthBars: 20 }) }),
      signal: ({ fast, slow }) => (crossesAbove(fast, slow) ? buy(bad[2]) : crossesBelow(fast, slow) ? exit(bad[3]) : hold()),
    }),
    { bars: { ...syntheticMarket({ kind: "trending", bars: 300, seed: 1 }), symbol: bad[5].slice(0, 40) } },
  )`,
  yaml: `strategyFromYaml("meta:\\n  strategy: " + JSON.stringify(bad[0]) + "\\n  description: " + JSON.stringify(bad[1]) + "\\ncomponents:\\n  indicators:\\n    a: { type: rsi }\\n  signals:\\n    entry_long:\\n      conditions:\\n        - oversold: { indicator: a }\\n")`,
  dropped: `await fileDrop("mine", { label: bad[0] })`,
  doubts: `const q: "<img src=x onerror=window.hacked=1>" = 5; q`,
  logs: `bad.forEach((each) => console.log(each)); 1`,
  error: `throw new Error(bad.join("\\n"))`,
};

/** What shows that a chart, or what comes later, has been drawn. */
const DRAWN: Readonly<Record<string, string>> = {
  doubts: 'ul[aria-label^="Warnings"]',
  report: "canvas",
  heat: ".main-svg",
  related: ".main-svg",
  figure: ".main-svg",
  surface: ".main-svg",
  chart: "canvas",
  drawing: "img",
};

/** A file whose name, columns and texts are markup. */
async function dropHostileFile(notebook: NotebookPage): Promise<void> {
  const name = "<img src=x onerror=window.hacked=1>.csv";
  const text = `"<b onclick=window.hacked=1>a</b>","<script>window.hacked=1</script>"\n"${PAYLOADS[3]?.replaceAll('"', '""')}",2\n`;
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  const cell = notebook.cell("dropped");
  await cell.locator('input[type="file"]').setInputFiles(file);
  await cell.getByText("1 rows").waitFor();
  expect(["dropped", await notebook.page.evaluate(dangers, OUTPUTS)]).toEqual(["dropped", SAFE]);
}

/** What a figure says of its points under the pointer is drawn, and led nowhere by a click. */
async function hoverOverPoints(notebook: NotebookPage): Promise<void> {
  const figure = notebook.cell("figure");
  await figure.scrollIntoViewIfNeeded();
  const points = figure.locator(".scatterlayer .points path");
  await points.first().waitFor();
  await points.first().hover({ force: true });
  await figure.locator(".hoverlayer text").first().waitFor();
  await figure.locator(".annotation").first().click({ force: true });
  expect(["hover", await notebook.page.evaluate(dangers, OUTPUTS)]).toEqual(["hover", SAFE]);
}

/** The page to read that such a notebook is exported as. */
async function readExport({ page }: NotebookPage): Promise<void> {
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /Page to read, with results/ }).click(),
  ]);
  const exported = await page.context().newPage();
  await exported.goto(pathToFileURL(await download.path()).href);
  expect(await exported.locator("body").innerText()).toContain("onerror");
  const found = await exported.evaluate(() => ({
    hacked: "hacked" in window,
    runs: document.querySelectorAll("script, iframe, object, embed, [onload], [onerror], [onclick]").length,
    loads: document.querySelectorAll('[src]:not([src^="data:"]), link, [href^="javascript:"]').length,
  }));
  expect(found).toEqual({ hacked: false, runs: 0, loads: 0 });
  await exported.close();
}

/** The panel of names shows what they hold. */
async function openVariables(page: Page): Promise<void> {
  const tab = page.getByRole("tab", { name: "Variables" });
  if (!(await tab.isVisible())) await page.getByRole("button", { name: /panel/i }).first().click();
  await tab.click();
  await page.getByText("payloads").first().waitFor();
}

describe("hostile content in outputs", () => {
  let browser: Browser;
  let canary: Server;
  let url: string;
  const visits: string[] = [];

  beforeAll(async () => {
    canary = createServer((request, response) => {
      visits.push(request.url ?? "");
      response.end("1");
    });
    await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    canary.close();
  });

  test("of every kind neither runs nor fetches anything, and leaves no element that could", async () => {
    const bad = JSON.stringify(PAYLOADS).replaceAll("URL", url);
    const cells = Object.entries(WAYS).map(([id, code]) => [id, code.replaceAll("URL", url)] as const);
    const source = notebookOf({ payloads: `export const bad = ${bad}; 0`, ...Object.fromEntries(cells) });
    const title = JSON.stringify(PAYLOADS[0]?.replaceAll("URL", url));
    const head = `title: ${title}\n// tags: ${title}`;
    const notebook = await NotebookPage.make(
      browser,
      inject("baseUrl"),
      source.replace('title: "Test"', () => head),
    );
    const { page } = notebook;
    let dialogs = 0;
    page.on("dialog", (dialog) => void dialog.dismiss().then(() => dialogs++));
    for (const [id] of cells) {
      await notebook.settles(id, id === "error" ? "error" : "fresh");
      await notebook.cell(id).scrollIntoViewIfNeeded();
      // Looked at while it is in sight: charts far from it are freed.
      const drawing = DRAWN[id];
      if (drawing) await notebook.cell(id).locator(drawing).first().waitFor();
      expect([id, await page.evaluate(dangers, OUTPUTS)]).toEqual([id, SAFE]);
    }
    await hoverOverPoints(notebook);
    await dropHostileFile(notebook);
    for (const tab of await notebook.cell("report").getByRole("tab").all()) {
      await tab.click();
      expect([await tab.innerText(), await page.evaluate(dangers, OUTPUTS)]).toEqual([
        expect.any(String),
        SAFE,
      ]);
    }
    await openVariables(page);
    expect(["variables", await page.evaluate(dangers, OUTPUTS)]).toEqual(["variables", SAFE]);
    await readExport(notebook);
    expect([visits, dialogs]).toEqual([[], 0]);
    await notebook.close();
  }, 90_000);
});
