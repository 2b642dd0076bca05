import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { THREE_ROWS_PARQUET } from "#test/workers/cells/files/three-rows-parquet.ts";
import { NotebookPage } from "./notebook-page.ts";

const baseUrl = inject("baseUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const HEAD = '// --- notebook\n// title: "Inputs"\n// nb: 1\n// ---\n';

const CELLS = `
// %% [ts] id="all"
export const length = slider("length", { min: 2, max: 50, value: 10 });
export const capital = numberInput("capital", { value: 100, min: 0, max: 5000, unit: "USD" });
export const [low, high] = rangeSlider("bounds", { min: 0, max: 10, value: [2, 8] });
export const fee = select("fee", { options: { none: 0, broker: 5 } });
export const kinds = multiSelect("kinds", { options: ["a", "b", "c"], value: ["a"] });
export const when = dateRange("when", { value: { from: "2010-01-01", to: "2020-01-01" } });
export const shorts = checkbox("shorts", { label: "Allow shorts" });
export const title = textInput("title", { placeholder: "A title" });
export const again = button("again", { label: "Another market" });
export const symbol = symbolPicker("symbol", { value: "AAPL" });
export const stocks = universePicker("stocks", { value: ["AAPL"] });

// %% [ts] id="seen"
JSON.stringify({ length, capital, low, high, fee, kinds, when, shorts, title, again, symbol, stocks })

// %% [input] id="inp"
export const declared = input({ "type": "checkbox", "label": "Declared" });

// %% [input] id="drop"
export const mine = input({ "type": "file" });

// %% [sql] id="rows"
export const total = sql\`SELECT sum(b) AS total FROM mine\`;

// %% [md] id="text"
// The total is \${total.column("total")[0]}, as $a^2 + b^2$ shows.
//
// \`\`\`ts
// const x = "\${code}";
// \`\`\`

// %% [strategy] id="strat"
export const dip = strategyFromYaml(\`meta:
  strategy: dip
components:
  indicators:
    strength: { type: rsi, params: { lengthBars: 5 } }
  signals:
    entry_long:
      conditions:
        - rsi_oversold: { indicator: strength, threshold: 35 }\`);
`;

type Seen = Readonly<Record<string, unknown>>;

/** Reads what the cells see, once they have caught up with the hand. */
async function sees(notebook: NotebookPage, expected: Seen): Promise<void> {
  await expect
    .poll(async () => JSON.parse(await notebook.shown("seen")) as Seen, { timeout: 15_000 })
    .toMatchObject(expected);
}

describe("inputs in Chromium", () => {
  let notebook: NotebookPage;
  let all: Locator;
  beforeAll(async () => {
    notebook = await NotebookPage.make(browser, baseUrl, HEAD + CELLS);
    await notebook.settles("seen", "fresh");
    all = notebook.cell("all");
  }, 60_000);
  afterAll(() => notebook.close());
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => notebook.page.keyboard.press(key)), Promise.resolve());

  test("arrow keys move a slider and both thumbs of a range, which never pass each other", async () => {
    await all.getByRole("slider", { name: "length" }).focus();
    await press("ArrowRight", "ArrowRight");
    await all.getByRole("slider", { name: "bounds, from" }).focus();
    await press("End");
    await sees(notebook, { length: 12, low: 8, high: 8 });
    await press("Tab", "ArrowRight");
    await sees(notebook, { low: 8, high: 9 });
  });

  test("typing into a number and a text is followed; a number out of bounds is held within them", async () => {
    await all.getByLabel("capital", { exact: true }).fill("250");
    await all.getByLabel("title", { exact: true }).pressSequentially("dips & gaps");
    await sees(notebook, { capital: 250, title: "dips & gaps" });
    await all.getByLabel("capital", { exact: true }).fill("99999");
    await press("Tab");
    await sees(notebook, { capital: 5000 });
  });

  test("choices, a checkbox, dates and a button answer to the keyboard", async () => {
    await all.getByLabel("fee", { exact: true }).selectOption("broker");
    await all.getByRole("checkbox", { name: "c", exact: true }).focus();
    await press("Space");
    await all.getByLabel("Allow shorts", { exact: true }).focus();
    await press("Space");
    await all.getByLabel("when, from", { exact: true }).fill("2015-06-01");
    await all.getByRole("button", { name: "Another market" }).focus();
    await press("Enter", "Enter");
    await sees(notebook, {
      fee: 5,
      kinds: ["a", "c"],
      shorts: true,
      again: 2,
      when: { from: "2015-06-01", to: "2020-01-01" },
    });
  });

  test("symbols are searched and taken by keyboard, one or several", async () => {
    await all.getByLabel("symbol", { exact: true }).fill("SP5");
    await notebook.page.getByRole("option", { name: /^SP500/ }).waitFor();
    await press("Enter");
    await all.getByLabel("stocks", { exact: true }).fill("SP5");
    await notebook.page.getByRole("option", { name: /^SP500/ }).waitFor();
    await press("Enter", "Escape");
    await sees(notebook, { symbol: "SP500", stocks: ["AAPL", "SP500"] });
  });

  test("a value survives a run of its cell by hand", async () => {
    await all.click({ position: { x: 5, y: 5 } });
    await press("Control+Enter");
    await sees(notebook, { capital: 5000, again: 2 });
  });

  test("a dropped CSV is a table for SQL and live text; a torn one says at which row", async () => {
    const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    const drop = notebook.cell("drop").locator('input[type="file"]');
    await drop.setInputFiles(file("a.csv", "a,b\n1,2\n3,40\n"));
    await notebook.cell("drop").getByText("2 rows").waitFor();
    await expect.poll(() => notebook.shown("text"), { timeout: 15_000 }).toContain("The total is 42");
    await drop.setInputFiles(file("torn.csv", "a,b\n1\n"));
    await notebook.cell("drop").getByText("row 2 has 1 fields").waitFor();
  });

  test("a dropped Parquet file is read by a reader that comes with it", async () => {
    const drop = notebook.cell("drop").locator('input[type="file"]');
    const buffer = Buffer.from(THREE_ROWS_PARQUET, "base64");
    await drop.setInputFiles({ name: "rows.parquet", mimeType: "application/octet-stream", buffer });
    await notebook.cell("drop").getByText("3 rows").waitFor();
    await notebook.rewrite("rows", "SELECT sum(volume) AS total FROM mine");
    await expect.poll(() => notebook.shown("text"), { timeout: 15_000 }).toContain("The total is 6");
  });

  test("a reload leaves every input and the dropped file as they were, and each can be put back", async () => {
    await notebook.page.reload();
    await sees(notebook, { length: 12, capital: 5000, kinds: ["a", "c"], again: 2, symbol: "SP500" });
    await notebook.page.getByRole("button", { name: "Run all" }).click();
    await notebook.cell("drop").getByText("3 rows").waitFor();
    await sees(notebook, { length: 12, title: "dips & gaps" });
    await all.getByRole("button", { name: "Put length back to its default" }).click();
    await sees(notebook, { length: 10, capital: 5000 });
    await notebook
      .cell("drop")
      .getByRole("button", { name: /^Remove rows.parquet/ })
      .click();
    await notebook.cell("drop").getByText("Drop a file here").waitFor();
  });

  test("maths is MathML, code is coloured and not computed, a strategy shows its stages", async () => {
    expect(await notebook.cell("text").locator("math msup").count()).toBe(2);
    expect(await notebook.cell("text").locator("pre").innerText()).toBe('const x = "${code}";');
    expect(await notebook.cell("text").locator("pre span").count()).toBeGreaterThan(1);
    await notebook.cell("strat").getByRole("cell", { name: "Indicators" }).waitFor();
    expect(notebook.watched.problems).toEqual([]);
    expect([...notebook.watched.hosts]).toEqual([new URL(baseUrl).host]);
  });
});
