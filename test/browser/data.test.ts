import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium, openPage } from "./chromium.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function onData(work: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems, context } = await openPage(browser, `${baseUrl}/data`);
  try {
    await page.getByRole("heading", { name: "Loaded series" }).waitFor();
    await work(page);
    // A refused condition is an answer of 400, which the browser tells, too.
    expect(problems.filter((words) => !words.includes("status of 400"))).toEqual([]);
  } finally {
    await context.close();
  }
}

describe("the Data page", () => {
  test("fetches from a provider and hears of it without asking again", () =>
    onData(async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.locator("form select").first().selectOption("files");
      await page.locator("textarea[name=symbols]").fill("filed");
      await page.locator("select[name=years]").selectOption("20");
      await page.getByRole("button", { name: "Fetch" }).click();
      const fetches = page.getByRole("list", { name: "Latest fetches" });
      await fetches.getByText("completed: 1 of 1 symbol").first().waitFor();
      await fetches.getByText("17 new bars").first().waitFor();
      expect(asked.filter((url) => url.includes("syncs.list"))).toEqual([]);
      await page.getByRole("button", { name: "Quality of FILED 1d" }).click();
      await page.getByRole("table", { name: "Sessions with bars, by month" }).waitFor();
      await page.getByLabel("Provider", { exact: true }).selectOption("files");
      await page.getByRole("button", { name: "Compare" }).click();
      await page.getByText("the same on 17 common bars").waitFor();
    }));

  test("shows what a file holds, names what is wrong, and imports it", () =>
    onData(async (page) => {
      const form = page.getByRole("form", { name: "Import a file" });
      const give = (name: string, text: string) =>
        form.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: Buffer.from(text) });
      await give("given.csv", "date,open,high,low,close\n2024-01-02,1,2,x,1\n");
      await form.getByRole("alert").filter({ hasText: "invalid low: x on line 2" }).waitFor();
      const dated = "01/03/2024,1,2,1,1\n01/02/2024,1,2,1,1\n";
      await give("dated.csv", `date,open,high,low,close\n${dated}`);
      await form.getByRole("alert").filter({ hasText: "say which with dates" }).waitFor();
      await form.getByLabel("Dates").selectOption("mdy");
      await form.getByText("rows were newest first; they were put in order").waitFor();
      const stooq = (day: number, close: number) => `GIVEN.US,D,2024010${day},000000,10,12,9,${close},100\n`;
      const head = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n";
      const bulk = [head, stooq(2, 8), stooq(3, 10), stooq(4, 11)].join("");
      await give("given.us.txt", bulk);
      await form.getByText("row 1 would be put aside: close 8 is outside").waitFor();
      await form.getByText("2 bars of 1d, US equity sessions").waitFor();
      await form.getByRole("button", { name: "Import" }).click();
      await page.getByText("GIVEN: 2 bars imported, 1 put aside").waitFor();
      await page.getByRole("button", { name: "Quality of GIVEN 1d" }).waitFor();
      const csv = (name: string, low: string) => ({
        ...{ name, mimeType: "text/csv" },
        buffer: Buffer.from(`date,open,high,low,close\n2024-01-02,1,2,${low},1\n2024-01-03,1,2,1,1\n`),
      });
      const many = [csv("twoa.csv", "1"), csv("twob.csv", "1"), csv("twobad.csv", "x")];
      await form.locator("input[type=file]").setInputFiles(many);
      const batch = page.getByRole("form", { name: "Import files" });
      await batch.getByText("invalid low: x on line 2").waitFor();
      await batch.getByLabel("Symbol of twob.csv").fill("TWOA");
      await batch.getByText("TWOA is the symbol of twoa.csv, too; write another").waitFor();
      await batch.getByLabel("Symbol of twob.csv").fill("TWOB");
      await batch.getByRole("button", { name: "Import 2 of 3" }).click();
      await page.getByText("2 series imported, 4 bars in all").waitFor();
      await page.getByRole("button", { name: "Quality of TWOB 1d" }).waitFor();
      await batch.getByText("invalid low: x on line 2").waitFor();
      expect(await batch.getByLabel(/^Symbol of/).count()).toBe(1);
    }));

  test("shows whom a universe holds on a day before it is saved, and its versions after", () =>
    onData(async (page) => {
      await page.getByRole("tab", { name: "Universes" }).click();
      const form = page.getByRole("form", { name: "Make a universe" });
      await form.locator("textarea[name=symbols]").fill("AAPL, NOBARS");
      await form.getByRole("button", { name: "Preview" }).click();
      await page.getByText("2 members on that day").waitFor();
      await page.getByText("Without daily bars: NOBARS").waitFor();
      await form.locator("input[name=name]").fill("Two of mine");
      await form.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Members of Two of mine" }).click();
      await page.getByText("AAPL NOBARS").last().waitFor();
      await form.locator("select").first().selectOption("sql");
      await form.locator("textarea[name=where]").fill("pg_sleep(1) > 0");
      await form.getByRole("button", { name: "Preview" }).click();
      await form.getByRole("alert").filter({ hasText: "unknown in a condition" }).waitFor();
    }));

  test("schedules a universe, tells when it comes next, and holds it", () =>
    onData(async (page) => {
      await page.getByRole("tab", { name: "Schedules" }).click();
      await page.locator("select[name=universe]").selectOption("Two of mine");
      await page.getByRole("button", { name: "Schedule", exact: true }).click();
      const row = page.getByRole("table", { name: "Schedules" }).getByRole("row").nth(1);
      await row.getByText(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/).waitFor();
      await row.getByRole("button", { name: "Pause" }).click();
      await row.getByText("paused").waitFor();
      await row.getByRole("button", { name: "Remove" }).click();
      await page.getByText("Nothing is scheduled.").waitFor();
    }));

  test("says what a rule of retention takes before it is set, and takes it back", () =>
    onData(async (page) => {
      await page.getByRole("tab", { name: "Retention" }).click();
      await page.locator("form select").first().selectOption("1d");
      await page.getByText(/Takes [\d,]+ bars of \d+ series from before/).waitFor();
      const asked = page.waitForEvent("dialog");
      const clicked = page.getByRole("button", { name: "Set rule" }).click();
      const question = await asked;
      expect(question.message()).toMatch(/^Takes [\d,]+ bars .* for good\. Only a sync/);
      await question.dismiss();
      await clicked;
      await page.locator("form select").first().selectOption("4h");
      await page.getByText("Takes nothing now").waitFor();
      await page.getByRole("button", { name: "Set rule" }).click();
      const rules = page.getByRole("list", { name: "Rules of retention" });
      await rules.getByText("Bars of 4h").waitFor();
      // What was asked and declined is no rule.
      expect(await rules.getByText("Bars of 1d").count()).toBe(0);
      await rules.getByRole("button", { name: "Keep for good" }).click();
      await rules.getByText("Bars of 4h").waitFor({ state: "detached" });
    }));
});
