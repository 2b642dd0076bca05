import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { openSandboxPage } from "./sandbox-page.ts";
import type { SandboxPage } from "./sandbox-page.ts";

/** Async function bodies that return "reached" when the wall has a hole; URL stands for a server that counts its visitors. */
const PROBES: Readonly<Record<string, string>> = {
  fetch: `await fetch("URL"); return "reached"`,
  "fetch of the app with its cookies": `await fetch("APP", { credentials: "include" }); return "reached"`,
  XMLHttpRequest: `const x = new XMLHttpRequest(); x.open("GET", "URL", false); x.send(); return "reached"`,
  WebSocket: `const s = new WebSocket("URL".replace("http", "ws")); return await new Promise((r) => { s.onopen = () => r("reached"); s.onerror = () => r("blocked") })`,
  EventSource: `const s = new EventSource("URL"); return await new Promise((r) => { s.onopen = () => r("reached"); s.onerror = () => r("blocked") })`,
  importScripts: `importScripts("URL"); return "reached"`,
  "import() by address": `await (0, eval)('import("URL/x.js")'); return "reached"`,
  "import() of the app": `await (0, eval)('import("APP")'); return "reached"`,
  "import() of data": `await (0, eval)('import("data:text/javascript,1")'); return "reached"`,
  "nested worker by address": `const w = new Worker("URL/w.js"); return await new Promise((r) => { w.onmessage = () => r("reached"); w.onerror = () => r("blocked") })`,
  "nested worker of data": `const w = new Worker("data:text/javascript,postMessage(1)"); return await new Promise((r) => { w.onmessage = () => r("reached"); w.onerror = () => r("blocked") })`,
  IndexedDB: `const q = indexedDB.open("x"); return await new Promise((r) => { q.onsuccess = () => r("reached"); q.onerror = () => r("blocked") })`,
  "origin private file system": `await navigator.storage.getDirectory(); return "reached"`,
  caches: `await caches.open("x"); return "reached"`,
  "Web Locks": `return await navigator.locks.request("x", () => "reached")`,
  "cookie store": `await cookieStore.getAll(); return "reached"`,
  "service worker": `await navigator.serviceWorker.register("APP"); return "reached"`,
  beacon: `return navigator.sendBeacon("URL") ? "reached" : "blocked"`,
  WebTransport: `await new WebTransport("URL".replace("http", "https")).ready; return "reached"`,
  "web font": `await new FontFace("x", "url(URL/f.woff)").load(); return "reached"`,
  popup: `return globalThis.open("URL") ? "reached" : "blocked"`,
  navigation: `globalThis.top.location.href = "URL"; return "reached"`,
  document: `return globalThis.document ? "reached" : "blocked"`,
};

describe("the sandbox's wall, in Chromium, around the real product", () => {
  let browser: Browser;
  let sandbox: SandboxPage;
  let canary: Server;
  let url: string;
  let visits = 0;

  beforeAll(async () => {
    canary = createServer((_, response) => {
      visits++;
      response.setHeader("Access-Control-Allow-Origin", "*").end("1");
    });
    await new Promise<void>((listening) => canary.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
    browser = await launchChromium();
    sandbox = await openSandboxPage(browser, inject("baseUrl"));
  });

  afterAll(async () => {
    await browser.close();
    canary.close();
  });

  describe.each(["cell", "bare worker"] as const)("from a %s", (place) => {
    test.each(Object.keys(PROBES))("%s fails", async (name) => {
      const body = (PROBES[name] ?? "")
        .replaceAll("URL", url)
        .replaceAll("APP", `${inject("baseUrl")}/api/health`);
      const limit = new Promise<string>((resolve) => setTimeout(() => resolve("blocked: no answer"), 5000));
      expect(await Promise.race([sandbox.probe(place, body), limit])).toMatch(/^blocked/);
    });

    test("a message on a broadcast channel is not heard by the app", async () => {
      await sandbox.probe(place, `new BroadcastChannel("probe").postMessage(1); return "sent"`);
      await sandbox.probe(place, `await new Promise((r) => setTimeout(r, 50)); return "later"`);
      expect(await sandbox.heard()).toBe(0);
    });

    test("a nested worker from a blob, where one starts, has no network either", async () => {
      const inner = `fetch("${url}").then(() => postMessage("reached"), () => postMessage("blocked"))`;
      const body = `const w = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inner)}]))); return await new Promise((r) => { w.onmessage = (e) => r(e.data); w.onerror = () => r("blocked") })`;
      expect(await sandbox.probe(place, body)).toMatch(/^blocked/);
    });

    test("arithmetic works, so that the failures above are the wall's", async () => {
      expect(await sandbox.probe(place, `return "reached " + (await Promise.resolve(40) + 2)`)).toBe(
        "reached 42",
      );
    });
  });

  test("the frame itself is of an opaque origin and can neither open windows nor move the page", async () => {
    const frame = sandbox.page.frames().find((candidate) => candidate.url().endsWith("/sandbox/frame.html"));
    const found = await frame?.evaluate(() => {
      const attempt = (act: () => unknown) => {
        try {
          return act() ? "reached" : "blocked";
        } catch {
          return "blocked";
        }
      };
      return {
        origin: self.origin,
        popup: attempt(() => open("about:blank")),
        parent: attempt(() => parent.document),
        cookies: attempt(() => document.cookie),
        storage: attempt(() => localStorage),
        navigation: attempt(() => {
          if (top !== null) top.location.href = "about:blank";
          return top === null;
        }),
      };
    });
    expect(found).toEqual({
      origin: "null",
      popup: "blocked",
      parent: "blocked",
      cookies: "blocked",
      storage: "blocked",
      navigation: "blocked",
    });
    expect(sandbox.page.url()).toBe(`${inject("baseUrl")}/api/health`);
  });

  test("the sandbox's document says its policy itself, so that opening it directly is no way around", async () => {
    const response = await fetch(`${inject("baseUrl")}/sandbox/frame.html`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none'; script-src 'sha256-/);
    expect(policy).not.toMatch(/allow-same-origin|'self' 'unsafe|'unsafe-inline'|https?:/);
  });

  test("no probe reached the outside", () => {
    expect(visits).toBe(0);
  });
});
