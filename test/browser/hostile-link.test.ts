import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { printSnapshot, sourceHash } from "#engine/notebook/snapshot.ts";
import { launchChromium, openPage } from "./chromium.ts";
import { dangers, PAYLOADS, SAFE } from "./dangers.ts";

const baseUrl = inject("baseUrl");
/** Everything that the page shows of the notebook: cells, bar and notices. */
const SHOWN = "[data-cell], header, [role=note], [role=status]";

/** Cells that want out: none of them runs by being read. */
const ESCAPES: Readonly<Record<string, string>> = {
  fetching: `await fetch("URL/fetch")`,
  importing: `await import("URL/import.js")`,
  socket: `new WebSocket("URL/socket".replace("http", "ws"))`,
  navigating: `globalThis.location.href = "URL/navigate"; throw new Error("no page to move")`,
  storage: `localStorage.getItem("lookback.theme")`,
  database: `indexedDB.open("lookback").onsuccess`,
  others: `await bars("AAPL")`,
  saved: "await sql`SELECT * FROM saved_runs`",
  parent: `parent.postMessage("x", "*")`,
};

/** A notebook of a stranger: markup wherever text goes, and cells that want out. */
function hostileSource(url: string): string {
  const bad = PAYLOADS.map((text) => text.replaceAll("URL", url));
  const head = `// --- notebook\n// title: ${JSON.stringify(bad[0])}\n// nb: 1\n// ---\n`;
  const prose = bad.map((text) => `// ${text}`).join("\n//\n");
  const escapes = Object.entries(ESCAPES).map(
    ([id, code]) => `\n// %% [ts] id="${id}"\n${code.replaceAll("URL", url)}\n`,
  );
  return `${head}\n// %% [md] id="prose"\n${prose}\n${escapes.join("")}`;
}

/** Kept results that no cell of ours would make, written by hand. */
function hostileOutputs(url: string): CellOutput[] {
  const bad = PAYLOADS.map((text) => text.replaceAll("URL", url));
  const trace = { type: "scatter", x: bad, y: [1, 2], name: bad[0], text: bad, hovertemplate: bad[8] };
  return [
    { type: "text", text: bad.join("\n") },
    { type: "markdown", source: bad.join(" ") },
    {
      type: "image",
      svg: `<svg xmlns="http://www.w3.org/2000/svg">${bad.join("")}</svg>`,
      label: bad[0] ?? "",
    },
    {
      type: "figure",
      data: [trace],
      layout: {
        images: [{ source: `${url}/layout` }],
        title: { text: bad[0] },
        mapbox: { style: `${url}/map` },
      },
    },
  ];
}

describe("a hostile notebook behind a link", () => {
  let browser: Browser;
  let canary: Server;
  let url = "";
  let link = "";
  const visits: string[] = [];

  const call = async (path: string, body: unknown): Promise<{ id: string }> => {
    const answer = await fetch(`${baseUrl}/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { result: { data: { id: string } } }).result.data;
  };

  beforeAll(async () => {
    canary = createServer((request, response) => {
      visits.push(request.url ?? "");
      response.end("1");
    });
    await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    browser = await launchChromium();
    const source = hostileSource(url);
    const { id } = await call("notebooks.create", { source });
    const cells = parseNotebook(source).cells.filter(({ kind }) => kind !== "md");
    const kept = cells.map((cell) => {
      const state: CellState = {
        ...{ cellId: cell.id, version: 1, status: "fresh", defines: [], reads: [] },
        ...{ outputs: hostileOutputs(url), logs: [{ level: "log", text: PAYLOADS.join() }] },
      };
      return { sourceHash: sourceHash(cell), ranAt: 1, state };
    });
    const body = gzipSync(printSnapshot(kept, "")).toString("base64");
    await call("notebooks.saveSnapshot", { id, body, ranAt: new Date(0).toISOString(), sparkline: [] });
    const shared = { level: "run", shape: "notebook", pinned: true, symbols: ["SP500"], days: 1 };
    link = (await call("shares.makeLink", { id, ...shared })).id;
  });

  afterAll(async () => {
    await browser.close();
    canary.close();
  });

  test("shows its texts, runs nothing and asks nobody for anything", async () => {
    const { page, context } = await openPage(browser, `${baseUrl}/s/${link}`);
    let [dialogs, windows] = [0, 0];
    page.on("dialog", (dialog) => void dialog.dismiss().then(() => dialogs++));
    context.on("page", () => windows++);
    await page.getByText("Code not run").waitFor();
    for (const id of ["prose", ...Object.keys(ESCAPES)])
      await page.locator(`[data-cell=${id}]`).scrollIntoViewIfNeeded();
    expect(await page.evaluate(dangers, SHOWN)).toEqual(SAFE);
    expect(await page.locator("iframe").count()).toBe(0);
    expect(await page.locator("h1").innerText()).toContain("<img src=");
    expect([visits, dialogs, windows, new URL(page.url()).pathname]).toEqual([[], 0, 0, `/s/${link}`]);
    await context.close();
  });
});
