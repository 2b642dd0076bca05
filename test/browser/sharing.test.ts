import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Product, startProduct } from "./app.ts";
import { launchChromium, openPage } from "./chromium.ts";

const OLGA = { email: "olga@desk.test", password: "correct horse battery" };
const MAX = { email: "max@desk.test", password: "another horse battery" };

/** A first run starts the engine and DuckDB; a machine that does much else takes its time. */
const FIRST_RUN_MS = 80_000;

/** Accounts have no way back: this file has a product of its own. Its tests follow two people through one day, in order. */
describe("sharing", () => {
  let browser: Browser;
  let product: Product;
  let owner: Awaited<ReturnType<typeof openPage>>;
  let runLink = "";
  let sheetLink = "";
  beforeAll(async () => {
    product = await startProduct();
    browser = await launchChromium();
    owner = await openPage(browser, `${product.baseUrl}/notebooks`);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test("a single user sees one way to invite, and nothing else of accounts", async () => {
    const { page } = owner;
    await page.getByRole("link", { name: "Invite…" }).waitFor();
    expect(await page.getByRole("link", { name: /^Account/ }).count()).toBe(0);
    await page.goto(`${product.baseUrl}/notebooks/first-backtest`);
    await page.locator("[data-cell=result] [data-status=fresh]").waitFor({ timeout: FIRST_RUN_MS });
    // What its cells showed is kept a moment after the last of them ran; the links below show it.
    const kept = page.waitForResponse((answer) => answer.url().includes("saveSnapshot") && answer.ok());
    expect(await page.getByRole("button", { name: "Share", exact: true }).count()).toBe(0);
    await kept;
  });

  test("the first invitation makes the inviter's account, and another person comes in by its link", async () => {
    const { page } = owner;
    await page.goto(`${product.baseUrl}/invite`);
    await page.getByLabel("Name", { exact: true }).fill("Olga");
    await page.getByLabel("E-mail").fill(OLGA.email);
    await page.getByLabel("Password").fill(OLGA.password);
    await page.getByRole("button", { name: "Make my account" }).click();
    await page.getByPlaceholder("colleague@example.com").fill(MAX.email);
    await page.getByRole("button", { name: "Make an invitation" }).click();
    const link = await page.getByLabel(`Invitation for ${MAX.email}`).inputValue();
    const guest = await openPage(browser, link);
    await guest.page.getByLabel("Name").fill("Max");
    await guest.page.getByLabel("Password").fill(MAX.password);
    await guest.page.getByRole("button", { name: "Make my account" }).click();
    await guest.page.getByText("No notebooks yet").waitFor();
    await guest.context.close();
  });

  test("whoever is not signed in is led to the sign-in, and back to the page", async () => {
    const guest = await openPage(browser, `${product.baseUrl}/notebooks/first-backtest`);
    await guest.page.waitForURL(/\/sign-in\?next=/);
    await guest.page.getByLabel("E-mail").fill(MAX.email);
    await guest.page.getByLabel("Password").fill(MAX.password);
    await guest.page.getByRole("button", { name: "Sign in" }).click();
    await guest.page.waitForURL(/first-backtest$/);
    await guest.page.getByText("unknown notebook: first-backtest").waitFor();
    await guest.context.close();
  });

  test("a notebook is shared with everybody to run, and by links", async () => {
    const { page } = owner;
    await page.goto(`${product.baseUrl}/notebooks/first-backtest`);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByLabel("What everybody in the workspace may do").selectOption("run");
    await page.getByRole("button", { name: "Make a link" }).click();
    runLink = (await page.getByRole("link", { name: "Read and run" }).getAttribute("href")) ?? "";
    await page.getByLabel("Whoever has the link may").selectOption("sheet");
    await page.getByRole("button", { name: "Make a link" }).click();
    sheetLink = (await page.getByRole("link", { name: "Tear sheet" }).getAttribute("href")) ?? "";
    expect([runLink, sheetLink].every((link) => link.startsWith(`${product.baseUrl}/s/`))).toBe(true);
  });

  test("a stranger reads kept results without a run, then runs on what the link names only", async () => {
    const guest = await openPage(browser, runLink);
    const { page } = guest;
    await page.getByText("Code not run").waitFor();
    await page.getByText("by Olga").waitFor();
    await page.locator("[data-cell=result]").getByText("End equity").waitFor();
    expect(await page.locator("iframe").count()).toBe(0);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("[data-cell=result][data-status=fresh]").waitFor({ timeout: FIRST_RUN_MS });
    expect(asked.filter((path) => path.includes("notebooks.") || path.includes("runs."))).toEqual([]);
    expect(await page.locator(".cm-editor").count()).toBe(0);
    await guest.context.close();
  });

  test("a reader's browser computes the results again and shows equal hashes, beside what is on the page", async () => {
    const guest = await openPage(browser, runLink);
    const { page } = guest;
    await page.getByRole("button", { name: "Check the results" }).click();
    const seal = page.getByRole("status", { name: "Reproducibility" });
    await seal
      .getByText(/^\s*Reproduced: all \d+ results have the same hashes here/)
      .waitFor({ timeout: FIRST_RUN_MS });
    await page.getByText("Code not run").waitFor();
    await seal.getByText("Hashes, cell by cell").click();
    expect(await seal.locator("tr[data-same=true]").count()).toBeGreaterThan(0);
    expect(await seal.locator("tr[data-same=false]").count()).toBe(0);
    await guest.context.close();
  });

  test("a tear sheet has results, no code and a light page; a frame shows without a run", async () => {
    const guest = await openPage(browser, sheetLink);
    await guest.page.getByRole("button", { name: "Print or save as PDF" }).waitFor();
    await guest.page.getByText("Returns by month, in percent").waitFor();
    expect(await guest.page.getByText("defineStrategy").count()).toBe(0);
    expect(await guest.page.locator("html").getAttribute("data-theme")).toBe("light");
    const answer = await guest.page.goto(runLink.replace("/s/", "/embed/"));
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors *");
    await guest.page.getByText("Your first backtest by Olga in Lookback").waitFor();
    expect(await guest.page.getByRole("button", { name: "Run", exact: true }).count()).toBe(0);
    await guest.context.close();
  });

  test("a colleague who may run sees it in the list, does not edit it, and copies it", async () => {
    const max = await openPage(browser, `${product.baseUrl}/sign-in`);
    await max.page.getByLabel("E-mail").fill(MAX.email);
    await max.page.getByLabel("Password").fill(MAX.password);
    await max.page.getByRole("button", { name: "Sign in" }).click();
    await max.page.getByRole("link", { name: "Your first backtest" }).click();
    await max.page.getByText("Code not run").waitFor();
    await max.page.getByRole("button", { name: "Make a copy" }).click();
    await max.page.waitForURL(/notebooks\/(?!first-backtest)/);
    await max.page.locator("[data-cell=result] [data-status=fresh]").waitFor({ timeout: FIRST_RUN_MS });
    await max.context.close();
  });

  test("names of people, of the workspace and of versions are text wherever they stand, and turn nothing around", async () => {
    const { page } = owner;
    const bad = '<img src=x onerror="window.hacked=1">';
    const believed = () =>
      document.querySelectorAll("[onerror], img[src=x]").length + Number("hacked" in window);
    const call = (path: string, body: unknown) =>
      page.evaluate(
        async ([to, text]) => {
          const headers = { "content-type": "application/json" };
          const answer = await fetch(`/api/trpc/${to}`, { method: "POST", headers, body: text });
          if (!answer.ok) throw new Error(`${to}: ${await answer.text()}`);
          return ((await answer.json()) as { result: { data: { secret?: string } } }).result.data;
        },
        [path, JSON.stringify(body)] as const,
      );
    await call("account.rename", { name: `${bad}\u202e` });
    await call("workspaces.rename", { name: bad });
    await call("notebooks.nameRevision", { id: "first-backtest", number: 1, name: bad });
    const { secret } = await call("invitations.make", { email: "new@desk.test", role: "viewer" });
    const address = runLink.slice(product.baseUrl.length);
    for (const path of ["/workspace", "/account", "/notebooks", address]) {
      await page.goto(product.baseUrl + path);
      await page.getByText("<img src=x").first().waitFor({ state: "attached" });
      expect([path, await page.evaluate(believed)]).toEqual([path, 0]);
      expect([path, (await page.content()).includes("\u202e")]).toEqual([path, false]);
    }
    const guest = await openPage(browser, `${product.baseUrl}/join#${secret}`);
    await guest.page.getByText(`Join ${bad}`).waitFor();
    expect(await guest.page.evaluate(believed)).toBe(0);
    await guest.context.close();
  });
});
