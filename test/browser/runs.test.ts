import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium, openPage } from "./chromium.ts";
import { NotebookPage, notebookOf } from "./notebook-page.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe("a saved run", () => {
  test("re-opens with the report that its cell showed: audit, quality, candles, trades", async () => {
    const notebook = await NotebookPage.make(
      browser,
      baseUrl,
      notebookOf({
        prices: 'export const prices = await bars("SP500");',
        run: 'backtest(strategies.find("ema-crossover").strategy, { bars: prices, risk: [maxPosition({ pct: 50 })], execution: { path: "bounds" } })',
      }),
    );
    const cell = notebook.cell("run");
    await cell.getByText("causal", { exact: true }).waitFor();
    const numbers = await cell.locator("dl").first().innerText();
    await cell.getByRole("button", { name: "Save this run" }).click();
    await cell.getByRole("button", { name: "Run saved" }).waitFor();
    await notebook.close();
    // Its notebook is deleted for good: the run has what it needs.
    const id = notebook.page.url().split("/").at(-1);
    const removed = await fetch(`${baseUrl}/api/trpc/notebooks.remove`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ id }),
    });
    expect(removed.status).toBe(200);

    const { page, context, problems } = await openPage(browser, `${baseUrl}/runs`);
    await page.getByRole("link", { name: "ema_crossover" }).first().click();
    const report = page.getByRole("article", { name: "Backtest of ema_crossover" });
    await report.getByText("causal", { exact: true }).waitFor();
    await report.getByText(/^\s*data \d+ of 100$/).waitFor();
    expect(await report.locator("dl").first().innerText()).toBe(numbers);
    await report.getByRole("tab", { name: "Prices and trades" }).click();
    await report.getByRole("figure", { name: /Candles of SP500 with \d+ trades/ }).waitFor();
    await report.getByRole("tab", { name: "Risk" }).click();
    await report.getByText("max-position").first().waitFor();
    await report.getByRole("tab", { name: "Equity" }).click();
    await report.getByText(/every doubt against it/).waitFor();
    await page.getByRole("button", { name: "Run again from its manifest" }).click();
    await page.getByText("Bit for bit the same: every close of the account and every trade").waitFor();
    await page.getByRole("link", { name: "In the library" }).click();
    await page.getByRole("img", { name: /^Run again on [\d-]+: bit for bit the same$/ }).waitFor();
    await page.getByText("Code, as it is hashed").waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
