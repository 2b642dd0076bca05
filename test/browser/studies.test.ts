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

const SEARCH = `{ bars: prices, space: { fast: range(2, 30), slow: range(20, 120) }, constraints: ["fast < slow"], trials: 30, batch: 6, leastTrades: 3`;
const CELLS = {
  prices: 'const prices = await bars("AAPL");',
  idea: `const longest = 60;
const cross = defineStrategy({ name: "my cross", version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 30 }), slow: int(20, { min: 5, max: 120 }) },
  indicators: ({ fast, slow }) => ({ fast: sma({ lengthBars: fast }), slow: sma({ lengthBars: Math.min(slow, longest) }) }),
  signal: ({ fast, slow }) => (fast.now > slow.now ? buy() : exit()) });`,
  there: `const there = await optimize(cross, ${SEARCH}, where: "server" }); there.best?.score`,
  here: `const here = await optimize(cross, ${SEARCH}, where: "browser" }); here.best?.score`,
  same: `const sorted = (value: unknown): unknown => Array.isArray(value) ? value.map(sorted)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)])) : value;
const text = (value: unknown) => JSON.stringify(sorted(value));
[text(there.trials) === text(here.trials), text(there.panel) === text(here.panel), text(there.best) === text(here.best)].join()`,
};

/** How the study that was asked for last stands, as another client sees it. */
async function newestStudy(): Promise<string | undefined> {
  const input = encodeURIComponent(JSON.stringify({ limit: 1 }));
  const answer = await fetch(`${baseUrl}/api/trpc/studies.list?input=${input}`);
  const { result } = (await answer.json()) as { result: { data: readonly { status: string }[] } };
  return result.data[0]?.status;
}

describe("a study from a cell", () => {
  test("runs on the server after a question, to the bits of the tab, and is there again after a reload", async () => {
    const notebook = await NotebookPage.make(browser, baseUrl, notebookOf(CELLS));
    const { page } = notebook;
    const question = page.getByRole("dialog", { name: "Run this study on the server?" });
    await question.getByText("AAPL", { exact: true }).waitFor({ timeout: 30_000 });
    await question.getByText("my cross").waitFor();
    await question.getByRole("button", { name: "Start 30 trials" }).click();
    const followed = notebook.cell("there").getByRole("region", { name: "Study on the server" });
    // The line breaks while the cell waits; the study goes on, and its output comes back by itself.
    await followed.waitFor();
    await page.context().setOffline(true);
    await expect.poll(newestStudy, { timeout: 60_000 }).toBe("completed");
    await page.context().setOffline(false);
    await followed.getByText("30 of 30").waitFor({ timeout: 60_000 });
    await notebook.settles("same", "fresh");
    expect(await notebook.shown("same")).toContain("true,true,true");
    await followed.getByText("completed").waitFor();

    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    await followed.getByText("completed").waitFor({ timeout: 30_000 });
    await notebook.rewrite("there", CELLS.there);
    await notebook.settles("there", "fresh");
    expect(await question.count()).toBe(0);
    await followed.getByRole("link", { name: "Open the study" }).click();
    await page.getByRole("region", { name: "How far to believe it" }).waitFor();
    await page.getByRole("link", { name: /^Open its cell/ }).click();
    await notebook.cell("there").and(page.locator("[data-active=true]")).waitFor();
    const problems = notebook.watched.problems.filter((each) => !each.includes("ERR_INTERNET_DISCONNECTED"));
    expect(problems).toEqual([]);
    await notebook.close();
  });

  test("that the person does not want is not begun, and says how to be asked again", async () => {
    const { prices, idea, there } = CELLS;
    const source = notebookOf({ prices, idea, there: there.replace("trials: 30", "trials: 31") });
    const notebook = await NotebookPage.make(browser, baseUrl, source);
    await notebook.page.getByRole("button", { name: "Not now" }).click();
    await notebook.settles("there", "error");
    expect(await notebook.shown("there")).toContain("study was not started; run the cell to be asked again");
    await notebook.close();
  });
});

describe("the page of studies", () => {
  test("writes a study, estimates it, starts it, studies it anew and compares both", async () => {
    const { page, problems, context } = await openPage(browser, `${baseUrl}/studies/new`);
    const start = async (): Promise<void> => {
      await page.getByRole("button", { name: "Estimate and start" }).click();
      await page.getByRole("button", { name: /^Start / }).click();
      await page.waitForURL(/studies\/[0-9a-f-]{36}$/);
      await page.getByRole("region", { name: "How far to believe it" }).waitFor({ timeout: 60_000 });
    };
    await page.getByRole("textbox", { name: "Name of the study" }).fill("written on the page");
    await page.getByRole("button", { name: "Estimate and start" }).click();
    await page.getByText("missing symbols; give one or more, such as AAPL").waitFor();
    await page.getByRole("textbox", { name: "Symbols" }).fill("aapl");
    await page.getByRole("textbox", { name: "Trials", exact: true }).fill("12");
    await page.getByRole("textbox", { name: "Must hold, one relation a line" }).fill("fast < slow");
    await page.getByRole("textbox", { name: "Least trades of a set" }).fill("1");
    // Short enough that every fold has trades.
    await page.getByRole("textbox", { name: "Greatest of fast" }).fill("10");
    await page.getByRole("textbox", { name: "Greatest of slow" }).fill("40");
    await page.getByLabel("Judged by").selectOption("k-fold");
    await page.getByRole("textbox", { name: "Groups" }).fill("3");
    await start();
    await page.getByRole("region", { name: "Cross validation" }).waitFor();
    await page.getByText("opened once").waitFor();
    // The best set, shaken in this tab.
    const shaken = page.getByRole("region", { name: "Monte Carlo" });
    await shaken.getByLabel("How often").selectOption("quick");
    await shaken.getByRole("button", { name: "Run Monte Carlo" }).click();
    await shaken.getByText("8 of 8").waitFor({ timeout: 60_000 });
    const question = "How far off could growth and drawdown be, in other years of the same kind?";
    await shaken.getByRole("heading", { name: question }).waitFor();
    await page.getByRole("button", { name: "Keep the best as a version" }).click();
    await page.getByRole("link", { name: "The best is kept" }).waitFor();

    await page.getByRole("link", { name: "Study it anew" }).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Symbols" }).inputValue()).toBe("AAPL");
    await page.getByRole("textbox", { name: "Seed" }).fill("2");
    await start();
    await page.getByText("opened 2 times").waitFor();

    await page.getByRole("link", { name: "All studies" }).click();
    const boxes = page.getByRole("checkbox", { name: /written on the page/ });
    for (const at of [0, 1]) await boxes.nth(at).check();
    await page.getByRole("button", { name: "Compare 2" }).click();
    const comparison = page.getByRole("region", { name: "Comparison" });
    await comparison.getByRole("row", { name: /^Judged by purged 3-fold/ }).waitFor();
    expect(await comparison.getByRole("region").count()).toBe(2);

    await page
      .getByRole("button", { name: /^Delete written on the page/ })
      .first()
      .click();
    await page.getByRole("dialog").getByText("trials that were tried stay").waitFor();
    await page.getByRole("button", { name: "Move to the bin" }).click();
    await page.getByText("written on the page is in the bin").waitFor();
    await expect.poll(() => boxes.count()).toBe(1);
    await page.getByRole("button", { name: "Bin", exact: true }).click();
    await page.getByRole("link", { name: "written on the page" }).click();
    await page.getByText("This study is in the bin").waitFor();
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).waitFor();
    await page.getByRole("link", { name: "All studies" }).click();
    await expect.poll(() => boxes.count()).toBe(2);
    expect(problems).toEqual([]);
    await context.close();
  });
});
