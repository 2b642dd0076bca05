import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";

/** Code that runs somewhere inside the sandbox and answers with "reached ..." or "blocked ...". */
export type Place = "cell" | "bare worker";

/** A page of the real app with the real sandbox client in it, driven without the notebook's screen. */
export interface SandboxPage {
  readonly page: Page;
  /** Runs an async function body and gives the text that it returns; an error is "blocked: its message". */
  probe(place: Place, body: string): Promise<string>;
  /** Everything that reached the page over a BroadcastChannel called "probe". */
  heard(): Promise<number>;
  close(): Promise<void>;
}

/** The bootstrap takes any worker's source: here one that has the policy around it but none of its globals removed. */
const BARE_WORKER = `self.onmessage = ({ data: { wire } }) => {
  wire.onmessage = async ({ data }) => {
    try { wire.postMessage(String(await (0, eval)("(async () => {" + data + "\\n})()"))); }
    catch (error) { wire.postMessage("blocked: " + error); }
  };
};`;

const HARNESS = `
import { openSession } from "#workers/cells/client.ts";
export function openCells() {
  const waiting = new Map();
  let ready;
  const isReady = new Promise((resolve) => (ready = resolve));
  const session = openSession({
    loadBars: async () => new Uint8Array(), listDatasets: async () => [], readTable: async () => new Uint8Array(),
    status: (status) => status === "ready" && ready(),
    onEvent(event) {
      if (event.type !== "cell" || !["fresh", "error"].includes(event.state.status)) return;
      const { error, outputs = [] } = event.state;
      const text = error ? "blocked: " + error.message : outputs[0]?.text;
      if (text !== undefined) waiting.get(event.state.cellId)?.(text);
    },
  });
  return { isReady, run: (id, source) => new Promise((resolve) => {
    waiting.set(id, resolve);
    session.setCells([{ id, kind: "ts", source }], true);
  }) };
}
export function openBare(kernelSource) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("allow", "cross-origin-isolated");
    addEventListener("message", (event) => {
      if (event.source !== frame.contentWindow) return;
      const control = new MessageChannel(), wire = new MessageChannel();
      frame.contentWindow.postMessage({ type: "open", kernelSource, warehouseSource: "" }, "*", [control.port2]);
      control.port1.postMessage({ type: "spawn" }, [wire.port2]);
      resolve((body) => new Promise((answer) => {
        wire.port1.onmessage = ({ data }) => answer(data);
        wire.port1.postMessage(body);
      }));
    });
    frame.src = "/sandbox/frame.html";
    document.body.append(frame);
  });
}`;

async function harness(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: HARNESS, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    format: "iife",
    globalName: "harness",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

const PREPARE = `(async () => {
  window.heard = 0;
  new BroadcastChannel("probe").onmessage = () => window.heard++;
  window.cells = harness.openCells();
  window.bare = await harness.openBare(${JSON.stringify(BARE_WORKER)});
  await window.cells.isReady;
})()`;

/** Opens the app, puts the sandbox's own client into it and waits until cells run. */
export async function openSandboxPage(browser: Browser, baseUrl: string): Promise<SandboxPage> {
  const page = await browser.newPage();
  await page.goto(`${baseUrl}/api/health`);
  await page.addScriptTag({ content: await harness() });
  await page.evaluate(PREPARE);
  let runs = 0;
  return {
    page,
    probe(place, body) {
      const cell = `const answer: unknown = await (async () => {${body}\n})();\nString(answer)`;
      const call =
        place === "cell"
          ? `cells.run("p${++runs}", ${JSON.stringify(cell)})`
          : `bare(${JSON.stringify(body)})`;
      return page.evaluate<string>(call);
    },
    heard: () => page.evaluate<number>("window.heard"),
    close: () => page.close(),
  };
}
