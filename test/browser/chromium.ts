import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { existsSync } from "node:fs";

/** Debian's Chromium, or the one that CHROMIUM names. */
const CANDIDATES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Flags that keep the browser from looking anything up by itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the real Chromium with these flags more; fails with the remedy where there is none. */
export async function launchChromium(...flags: readonly string[]): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) {
    throw new Error(
      "no Chromium found; install it (Debian: apt-get install chromium) or set CHROMIUM to its path",
    );
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** A page that keeps account of where it went and what went wrong. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Hosts that were asked for anything. */
  readonly hosts: Set<string>;
  /** Uncaught errors and console errors. */
  readonly problems: string[];
}

/** Opens a page in a fresh profile at 1280 x 800, on a system that asks for dark. */
export async function openPage(browser: Browser, url: string): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: "dark",
  });
  const page = await context.newPage();
  // A machine that does much else is slow, not wrong.
  page.setDefaultTimeout(60_000);
  const hosts = new Set<string>();
  const problems: string[] = [];
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") || protocol.startsWith("ws")) hosts.add(host);
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(url);
  return { page, context, hosts, problems };
}
