import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { printSnapshot, sourceHash } from "#engine/notebook/snapshot.ts";
import { launchChromium, openPage } from "./chromium.ts";
import { dangers, PAYLOADS, SAFE } from "./dangers.ts";
import { ESCAPES, MARKUP } from "./escapes.ts";

const baseUrl = inject("baseUrl");
/** A name that nobody has: asking for its address is a way to tell things, too. */
const LEAK = "leak.test";
/** Everything that the page shows of the notebook: cells, bar and notices. */
const SHOWN = "[data-cell], header, [role=note], [role=status]";
/** What a person could take for the product's own question. */
const LURES = "[data-cell] :is(form, input[type=password], dialog)";

/** What each of the cells says at its end: prices that the link names, and nothing else. */
const EXPECTED: Readonly<Record<string, string>> = {
  network: "got out: []",
  page: "got out: []",
  data: "got out: [what the link gives,what the link gives, by SQL]",
  wire: "got out: [] own: true, listed: SP500",
};

/** A notebook of a stranger: markup wherever text goes, and cells that want out. */
function hostileSource(fill: (text: string) => string): string {
  const bad = PAYLOADS.map(fill);
  const head = `// --- notebook\n// title: ${JSON.stringify(bad[0])}\n// nb: 1\n// ---\n`;
  const prose = bad.map((text) => `// ${text}`).join("\n//\n");
  const payloads = `\n// %% [ts] id="payloads"\nexport const bad = ${JSON.stringify(bad)};\n`;
  const cells = Object.entries({ ...MARKUP, ...ESCAPES }).map(
    ([id, code]) => `\n// %% [ts] id="${id}"\n${fill(code)}\n`,
  );
  return `${head}\n// %% [md] id="prose"\n${prose}\n${payloads}${cells.join("")}`;
}

/** Kept results that no cell of ours would make, written by hand. */
function hostileOutputs(bad: readonly string[], url: string): CellOutput[] {
  const trace = { type: "scatter", x: bad, y: [1, 2], name: bad[0], text: bad, hovertemplate: bad[8] };
  const images = [{ source: `${url}/layout` }];
  const layout = { images, title: { text: bad[0] }, mapbox: { style: `${url}/map` } };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${bad.join("")}</svg>`;
  return [
    { type: "text", text: bad.join("\n") },
    { type: "markdown", source: bad.join(" ") },
    { type: "image", svg, label: bad[0] ?? "" },
    { type: "figure", data: [trace], layout },
  ];
}

/** Visits, dialogs, windows and downloads that a page had. */
function countEvents(page: Page): string[] {
  const events: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => events.push("dialog")));
  page.on("download", () => events.push("download"));
  page.context().on("page", (opened) => events.push(`window ${opened.url()}`));
  page.on("framenavigated", (frame) => {
    if (!frame.url().startsWith(baseUrl) && frame.url() !== "about:blank") events.push(frame.url());
  });
  return events;
}

describe("a hostile notebook behind a link", () => {
  const folder = mkdtempSync(join(tmpdir(), "lookback-netlog-"));
  const netLog = join(folder, "net.json");
  let browser: Browser;
  let canary: Server;
  let port = "";
  let link = "";
  const visits: string[] = [];

  const fill = (text: string) =>
    text
      .replaceAll("URL", `http://127.0.0.1:${port}`)
      .replaceAll("PORT", port)
      .replaceAll("LEAK", LEAK)
      .replaceAll("APP", baseUrl);

  const call = async (path: string, body: unknown): Promise<{ id: string; revision: string }> => {
    const answer = await fetch(`${baseUrl}/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { result: { data: { id: string; revision: string } } }).result.data;
  };

  /** The notebook with kept results by hand, a comment and a link that lets run. */
  const share = async (): Promise<string> => {
    const source = hostileSource(fill);
    const { id, revision } = await call("notebooks.create", { source });
    const bad = PAYLOADS.map(fill);
    const kept = parseNotebook(source)
      .cells.filter(({ kind }) => kind !== "md")
      .map((cell) => {
        const state: CellState = {
          ...{ cellId: cell.id, version: 1, status: "fresh", defines: [], reads: [] },
          ...{ outputs: hostileOutputs(bad, fill("URL")), logs: [{ level: "log", text: bad.join() }] },
        };
        return { sourceHash: sourceHash(cell), ranAt: 1, state };
      });
    const body = gzipSync(printSnapshot(kept, "")).toString("base64");
    await call("notebooks.saveSnapshot", { id, body, ranAt: new Date(0).toISOString(), sparkline: [] });
    await call("comments.add", { id, revision, body: bad.join("\n") });
    const shared = { level: "run", shape: "notebook", pinned: true, symbols: ["SP500"], days: 1 };
    return (await call("shares.makeLink", { id, ...shared })).id;
  };

  beforeAll(async () => {
    canary = createServer((request, response) => {
      visits.push(request.url ?? "");
      response.end("1");
    });
    canary.on("connection", () => visits.push("connection"));
    await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
    port = String((canary.address() as AddressInfo).port);
    browser = await launchChromium(`--log-net-log=${netLog}`);
    link = await share();
  });

  afterAll(async () => {
    await browser.close();
    canary.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("that is read shows its texts, and run by its reader gets nothing out and nothing into the page", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/s/${link}`);
    const events = countEvents(page);
    await page.evaluate(() => localStorage.setItem("viewer", "secret"));
    await page.getByText("Code not run").waitFor();
    const cells = Object.keys({ ...MARKUP, ...ESCAPES });
    for (const id of ["prose", ...cells]) await page.locator(`[data-cell=${id}]`).scrollIntoViewIfNeeded();
    expect(await page.evaluate(dangers, SHOWN)).toEqual(SAFE);
    expect(await page.locator("iframe").count()).toBe(0);
    expect(await page.locator("h1").innerText()).toContain("<img src=");

    await page.getByRole("button", { name: "Run", exact: true }).click();
    for (const [id, words] of Object.entries(EXPECTED)) {
      const said = page.locator(`[data-cell=${id}] [class*=outputs]`).getByText(/^got out:/);
      expect([id, await said.textContent()]).toEqual([id, words]);
    }
    for (const id of Object.keys(MARKUP)) {
      await page.locator(`[data-cell=${id}]`).scrollIntoViewIfNeeded();
      const status = id === "error" ? "error" : "fresh";
      await page.locator(`[data-cell=${id}][data-status=${status}]`).waitFor();
      expect([id, await page.evaluate(dangers, SHOWN)]).toEqual([id, SAFE]);
    }
    expect(await page.locator(LURES).count()).toBe(0);
    expect(page.frames().map((frame) => new URL(frame.url()).pathname)).toEqual([
      `/s/${link}`,
      "/sandbox/frame.html",
    ]);
    // Its comment, its title and its name stand in the workspace's activity, too.
    await page.goto(`${baseUrl}/workspace`);
    await page.getByText("commented: <img src=").first().waitFor();
    expect(await page.evaluate(dangers, "main, body > *")).toEqual(SAFE);
    expect([visits, events]).toEqual([[], []]);
    await context.close();
  });

  test("asked for no name and no connection, as the browser's own log of its network tells", async () => {
    await browser.close();
    const log = readFileSync(netLog, "utf8");
    expect(log).toContain(`${baseUrl}/s/${link}`);
    expect([log.includes(`127.0.0.1:${port}`), log.includes(LEAK)]).toEqual([false, false]);
    expect(visits).toEqual([]);
  });
});
