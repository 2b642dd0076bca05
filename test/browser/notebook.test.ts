import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { notebookOf, NotebookPage } from "./notebook-page.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Opens a throw-away notebook for one test. */
async function withCells(
  cells: Readonly<Record<string, string>>,
  use: (notebook: NotebookPage) => Promise<void>,
): Promise<void> {
  const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(cells));
  try {
    await use(notebook);
  } finally {
    await notebook.close();
  }
}

/** What picture is on the clipboard, and whether it has more than one colour. */
async function pictureOnClipboard(): Promise<{ type: string | undefined; isDrawn: boolean }> {
  const [item] = await navigator.clipboard.read();
  const type = item?.types.find((each) => each.startsWith("image/"));
  if (!item || type === undefined) return { type, isDrawn: false };
  const picture = await createImageBitmap(await item.getType(type));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext("2d");
  brush?.drawImage(picture, 0, 0);
  const pixels = brush?.getImageData(0, 0, picture.width, picture.height).data ?? [];
  return { type, isDrawn: new Set(new Uint32Array(Uint8Array.from(pixels).buffer)).size > 3 };
}

describe("the first notebook", () => {
  test("opens, runs every cell, and proves its backtest causal, without asking any other host", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    await notebook.settles("result", "fresh");
    const report = notebook.cell("result");
    await report.getByText("causal", { exact: true }).waitFor({ timeout: 30_000 });
    expect(await report.locator("dt", { hasText: "Sharpe" }).count()).toBe(1);
    await report.scrollIntoViewIfNeeded();
    await report.locator("canvas").first().waitFor();
    const failed = await notebook.page.locator('[data-status="error"]').count();
    expect(failed).toBe(0);
    expect([...notebook.watched.hosts]).toEqual([new URL(baseUrl).host]);
    expect(notebook.watched.problems).toEqual([]);
    await notebook.close();
  });

  test("follows its slider: another length gives another result, and the same length the same hash again", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    await notebook.settles("result", "fresh");
    const hash = notebook.cell("result").locator("header code");
    const before = await hash.innerText();
    const slider = notebook.cell("fast").getByRole("slider");
    await slider.focus();
    await notebook.page.keyboard.press("ArrowRight");
    await expect.poll(() => hash.innerText(), { timeout: 10_000 }).not.toBe(before);
    await notebook.page.keyboard.press("ArrowLeft");
    await expect.poll(() => hash.innerText(), { timeout: 10_000 }).toBe(before);
    // A slider takes no text: the map of keys opens over it; a cell's buttons are one stop with arrows inside.
    await notebook.page.keyboard.press("?");
    const map = notebook.page.getByRole("dialog", { name: "Keyboard map" });
    await map.waitFor();
    await notebook.page.keyboard.press("Escape");
    await map.waitFor({ state: "detached" });
    const focused = (label: string) => notebook.cell("fast").locator(`button[aria-label^="${label}"]:focus`);
    const run = notebook.cell("fast").getByRole("button", { name: "Run cell" });
    await run.click({ trial: true }); // beside the cell, where a pointer reaches it
    await run.focus();
    await notebook.page.keyboard.press("ArrowRight");
    await focused("Delete cell").waitFor();
    await notebook.page.keyboard.press("ArrowRight");
    await focused("Run cell").waitFor();
    await notebook.page.keyboard.press("Tab");
    expect(await notebook.cell("fast").getByRole("toolbar").locator(":focus").count()).toBe(0);
    await notebook.close();
  });

  test("shows candles with trades, every trade's story, where the profit came from, all statistics and the manifest", async () => {
    const notebook = await NotebookPage.open(browser, baseUrl, "first-backtest");
    await notebook.settles("result", "fresh");
    const report = notebook.cell("result");
    await report.getByRole("tab", { name: "Prices and trades" }).click();
    await report.locator("canvas").first().waitFor();
    await notebook.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await report.getByRole("button", { name: "Copy as a picture" }).first().click();
    await notebook.page.getByText("The chart is on the clipboard, as a picture").waitFor();
    expect(await notebook.page.evaluate(pictureOnClipboard)).toMatchObject({
      type: "image/png",
      isDrawn: true,
    });
    await report.getByRole("tab", { name: /^Trades \(/ }).click();
    // By keys alone: to the second trade, its story, and on to what stands under the list.
    const focused = () => notebook.page.evaluate(() => document.activeElement?.textContent ?? "");
    await report.locator("button[aria-pressed]").first().focus();
    await notebook.page.keyboard.press("ArrowDown");
    await expect.poll(focused).toMatch(/^2/);
    await notebook.page.keyboard.press("Enter");
    const story = await report.getByRole("list", { name: /How trade 2/ }).innerText();
    await notebook.page.keyboard.press("Tab");
    await expect.poll(focused).toBe("Show on the chart");
    expect(story).toMatch(/Signal[^]*Entry[^]*Exit[^]*Result/);
    await report.getByRole("tab", { name: "Equity" }).click();
    // The index closed at 1,267.38 before the window and at 1,161.06 on its last day.
    expect(await report.getByRole("row", { name: /Lehman/ }).innerText()).toMatch(/−8\.39%$/);
    // The wheel is the page's; with Ctrl it is the chart's, which then no longer passes for the whole.
    const chart = report.getByRole("figure", { name: /^Equity and drawdown/ });
    const all = chart.getByRole("button", { name: "Show All" });
    const plot = chart.getByRole("application");
    await plot.hover();
    await notebook.page.mouse.wheel(0, 40);
    expect(await all.getAttribute("aria-pressed")).toBe("true");
    await plot.hover();
    await notebook.page.keyboard.down("Control");
    await notebook.page.mouse.wheel(0, -100);
    await notebook.page.keyboard.up("Control");
    await expect.poll(() => all.getAttribute("aria-pressed")).toBe("false");
    await report.getByRole("tab", { name: "Attribution" }).click();
    expect(await report.getByRole("region", { name: "Returns by month" }).innerText()).toMatch(
      /2008[^]*2020/,
    );
    await report.getByRole("tab", { name: "Statistics" }).click();
    expect(await report.locator("dl >> text=Sortino").count()).toBe(1);
    await report.getByRole("tab", { name: "Manifest" }).click();
    expect(await report.locator("pre").innerText()).toMatch(/"codeHash": "[0-9a-f]{64}"/);
    await notebook.close();
  });
});

describe("reactivity", () => {
  test("a changed cell re-runs what reads it, and nothing else", async () => {
    await withCells({ one: "export const a = 1", two: "a + 1", three: "Math.sqrt(16)" }, async (notebook) => {
      await notebook.settles("two", "fresh");
      const other = await notebook.cell("three").locator("[data-status]").getAttribute("aria-label");
      await notebook.rewrite("one", "export const a = 41");
      await expect.poll(() => notebook.shown("two")).toBe("42");
      expect(await notebook.cell("three").locator("[data-status]").getAttribute("aria-label")).toBe(other);
    });
  });

  test("an error stands at its line, blocks its readers by name, and leaves the rest alone", async () => {
    await withCells(
      {
        bad: 'const rows = [];\n\nthrow new Error("no rows today")\nexport const x = 1',
        reader: "x",
        fine: "2 * 3",
      },
      async (notebook) => {
        await notebook.settles("bad", "error");
        expect(await notebook.shown("bad")).toMatch(/no rows today[^]*line 3/);
        await notebook.settles("reader", "blocked");
        expect(await notebook.shown("fine")).toBe("6");
      },
    );
  });

  test("a syntax error is said at its line before anything runs", async () => {
    await withCells({ bad: "const a = 1;\nconst b = = 2;" }, async (notebook) => {
      await notebook.settles("bad", "error");
      expect(await notebook.shown("bad")).toMatch(/line 2/);
    });
  });

  test("Stop ends a busy loop within two seconds and the other values are still there", async () => {
    await withCells(
      {
        data: 'export const prices = await bars("AAPL"); export const once = Math.random()',
        loop: "1",
        size: "prices.close.length",
        kept: "once",
      },
      async (notebook) => {
        await notebook.settles("size", "fresh");
        const requests: string[] = [];
        notebook.page.on("request", (request) => requests.push(request.url()));
        await notebook.settles("kept", "fresh");
        const once = await notebook.shown("kept");
        await notebook.rewrite("loop", "while (true) {}");
        await notebook.settles("loop", "running");
        const began = Date.now();
        await notebook.page.getByRole("button", { name: "Stop" }).click();
        await notebook.settles("loop", "stopped");
        expect(Date.now() - began).toBeLessThan(3_000);
        await notebook.rewrite("size", "prices.close.length + 1");
        await expect.poll(() => notebook.shown("size"), { timeout: 10_000 }).toBe("1261");
        await notebook.rewrite("kept", "`${once} still`");
        await expect.poll(() => notebook.shown("kept"), { timeout: 10_000 }).toBe(`${once} still`);
        expect(requests.filter((url) => url.includes("/api/bars"))).toEqual([]);
      },
    );
  });
});

/** Its one backtest takes 0.7 s on any machine, and an audit of it over half a minute. */
const SLOW = `backtest(defineStrategy({ name: "slow", version: "1.0.0", signal: ({ bar, close }) => {
  const until = performance.now() + (bar === 5 ? 700 : 0);
  while (performance.now() < until);
  return close.now > close.ago(1) ? buy() : exit();
} }), { bars: syntheticMarket({ kind: "trending", bars: 60, seed: 1 }) })`;

describe("an audit that takes long", () => {
  test("waits to be asked for, tells how far it is, and Stop leaves the cell as it was", async () => {
    await withCells({ slow: SLOW }, async (notebook) => {
      await notebook.settles("slow", "fresh");
      const report = notebook.cell("slow");
      await report.getByRole("button", { name: "Audit now" }).click();
      const bar = report.getByRole("progressbar", { name: "Audit" });
      await bar.waitFor();
      await expect.poll(() => bar.getAttribute("value").then(Number), { timeout: 10_000 }).toBeGreaterThan(0);
      await report.getByRole("button", { name: "Stop the audit" }).click();
      await report.getByRole("button", { name: "Audit now" }).waitFor();
      expect(await notebook.status("slow")).toBe("fresh");
      await expectHint(notebook, report.getByText("not audited yet"), "when you ask for it");
    });
  });
});

/** A hint opens under the pointer and for the keyboard, describes its element, and closes on Escape. */
async function expectHint(notebook: NotebookPage, badge: Locator, words: string): Promise<void> {
  const { page } = notebook;
  const hint = page.locator("[data-hint-popup]").getByText(words);
  await badge.hover();
  await hint.waitFor();
  await page.mouse.move(0, 0);
  await hint.waitFor({ state: "detached" });
  await page.keyboard.press("Tab");
  await badge.focus();
  await hint.waitFor();
  expect(await page.locator(`[id="${await badge.getAttribute("aria-describedby")}"]`).innerText()).toContain(
    words,
  );
  await page.keyboard.press("Escape");
  await hint.waitFor({ state: "detached" });
}

describe("keeping", () => {
  test("what a generator showed is there again, though it never ended", async () => {
    const ticker = `(function* () { for (let i = 0; ; i++) yield "tick " + i; })()`;
    const source = notebookOf({ ticker }).replace('id="ticker"', 'id="ticker" run="manual"');
    const notebook = await NotebookPage.make(browser, baseUrl, source);
    const kept = notebook.page.waitForResponse(
      (response) => response.url().includes("saveSnapshot") && response.ok(),
    );
    await notebook.cell("ticker").focus();
    await notebook.page.keyboard.press("Control+Enter");
    await kept;
    expect(await notebook.status("ticker")).toBe("running");
    await notebook.page.reload();
    await notebook.settles("ticker", "stopped");
    expect(await notebook.shown("ticker")).toMatch(/running when the notebook was left[^]*tick \d/);
    await notebook.close();
  });

  test("what is typed is saved by itself and is there after a reload", async () => {
    await withCells({ one: "1" }, async (notebook) => {
      await notebook.settles("one", "fresh");
      await notebook.rewrite("one", "`kept ${6 * 7}`");
      await notebook.page.getByText("Saved", { exact: true }).waitFor();
      // Who walks back and forward breaks off what a page is loading: it is asked for again, and nobody has to reload.
      for (const path of ["sandbox/kernel.js", "sandbox/frame.html", "api/trpc/*notebooks.snapshot*"])
        await notebook.page.route(`**/${path}*`, (route) => route.abort(), { times: 1 });
      await notebook.page.reload();
      await expect.poll(() => notebook.shown("one"), { timeout: 20_000 }).toContain("kept 42");
      await notebook.page.locator('[data-sandbox="ready"]').waitFor();
      await notebook.rewrite("one", "`again ${6 * 7}`");
      await expect.poll(() => notebook.shown("one"), { timeout: 20_000 }).toContain("again 42");
    });
  });

  test("what two windows that know nothing of each other write is made one without a question", async () => {
    await withCells({ one: "1", two: "2" }, async (first) => {
      await first.settles("two", "fresh");
      const id = first.page.url().split("/").at(-1) ?? "";
      const second = await NotebookPage.open(browser, baseUrl, id);
      await second.settles("two", "fresh");
      await first.rewrite("one", "'of the first'");
      await first.page.getByText("Saved", { exact: true }).waitFor();
      await second.rewrite("two", "'of the second'");
      const text = (page: NotebookPage, cell: string) => page.cell(cell).locator(".cm-content").innerText();
      await expect.poll(() => text(second, "one")).toContain("of the first");
      expect(await text(second, "two")).toContain("of the second");
      await second.page.getByText("Saved", { exact: true }).waitFor();
      await second.close();
    });
  });

  test("a deleted cell comes back with the toast's Undo", async () => {
    await withCells({ one: "1", two: "2" }, async (notebook) => {
      await notebook.settles("two", "fresh");
      await notebook.cell("one").focus();
      await notebook.page.keyboard.press("d");
      await notebook.page.keyboard.press("d");
      await expect.poll(() => notebook.cell("one").count()).toBe(0);
      await notebook.page.getByRole("button", { name: "Undo" }).click();
      await expect.poll(() => notebook.cell("one").count()).toBe(1);
    });
  });
});
