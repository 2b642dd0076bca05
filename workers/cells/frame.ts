/** Where the built sandbox is served; the page's policy names the same place. */
const SANDBOX = "/sandbox";
const WASM = "/duckdb/duckdb-eh.wasm";
const PING_MS = 1000;
/** A frame that missed this many pings in a row, while the page was in view, is dead. */
const MAX_MISSED = 10;

/** A sandbox frame that answers. */
export interface Frame {
  /** Ends the cells' worker, if any, and starts a new one at the other end of `wire`. */
  spawn(wire: MessagePort): void;
  /** Writes the number of a Stop where busy cell code looks for it. */
  stop(count: number): void;
  dispose(): void;
}

/** What a frame reports of itself. */
export interface FrameEvents {
  silent(): void;
  /** The script of a worker did not load, and nothing will come of it. */
  broken(worker: string): void;
  fault(message: string): void;
}

async function fetchOk(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok)
    throw new Error(`sandbox file ${path}: ${response.status}; run npm start again to build it`);
  return response;
}

async function fetchSources() {
  const [kernelSource, warehouseSource] = await Promise.all([
    fetchOk(`${SANDBOX}/kernel.js`).then((response) => response.blob()),
    fetchOk(`${SANDBOX}/warehouse.js`).then((response) => response.blob()),
  ]);
  return { type: "open", kernelSource, warehouseSource };
}

const fetchWasm = async (): Promise<ArrayBuffer> => (await fetchOk(WASM)).arrayBuffer();

/** Sends DuckDB to the frame, which has no network to fetch it: 34 MB that only queries need. */
async function sendWasm(control: MessagePort): Promise<void> {
  try {
    // Once more where it was broken off: the browser does that to all requests when one walks its history.
    const wasm = await fetchWasm().catch(fetchWasm);
    control.postMessage({ type: "wasm", wasm }, [wasm]);
  } catch (error) {
    control.postMessage({ type: "wasm", error: error instanceof Error ? error.message : String(error) });
  }
}

function createElement(parent: HTMLElement): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  // An opaque origin: no storage, no cookies, no navigation. Never allow-same-origin.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "cross-origin-isolated");
  frame.setAttribute("aria-hidden", "true");
  frame.title = "Notebook sandbox";
  frame.tabIndex = -1;
  frame.style.cssText = "position:absolute;width:0;height:0;border:0;visibility:hidden";
  frame.src = `${SANDBOX}/frame.html`;
  parent.append(frame);
  return frame;
}

function whenLoaded(frame: HTMLIFrameElement, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      removeEventListener("message", listen);
      reject(new Error(`sandbox frame did not load within ${limitMs / 1000} s`));
    }, limitMs);
    const listen = (event: MessageEvent<unknown>) => {
      const { type } = (event.data ?? {}) as { type?: unknown };
      if (event.source !== frame.contentWindow || type !== "sandbox-loaded") return;
      clearTimeout(timer);
      removeEventListener("message", listen);
      resolve();
    };
    addEventListener("message", listen);
  });
}

/** What the frame says of itself; believed no further than as text. */
interface Word {
  readonly type?: unknown;
  readonly message?: unknown;
  readonly worker?: unknown;
}

/** Pings the frame; its main thread runs our bootstrap only, so silence means that its process is gone. */
function watch(control: MessagePort, events: FrameEvents): () => void {
  let missed = 0;
  const timer = setInterval(() => {
    if (document.visibilityState === "visible" && ++missed > MAX_MISSED) {
      clearInterval(timer);
      events.silent();
    } else control.postMessage({ type: "ping" });
  }, PING_MS);
  control.onmessage = ({ data }: MessageEvent<Word | null>) => {
    missed = 0;
    if (data?.type === "want-wasm") void sendWasm(control);
    if (data?.type === "broken") events.broken(String(data.worker).slice(0, 100));
    if (data?.type === "fault") events.fault(String(data.message).slice(0, 5000));
  };
  return () => clearInterval(timer);
}

/**
 * Opens a frame inside `parent` and hands it the workers' sources; it has no network to fetch them itself.
 *
 * @param limitMs How long the frame may take to load.
 * @throws Error when a file is not served, the network fails or the limit passes; nothing stays behind then.
 */
export async function openFrame(parent: HTMLElement, events: FrameEvents, limitMs: number): Promise<Frame> {
  const element = createElement(parent);
  try {
    const [sources] = await Promise.all([fetchSources(), whenLoaded(element, limitMs)]);
    const { port1, port2 } = new MessageChannel();
    // An opaque origin has no name to send to; the window is known to be ours.
    element.contentWindow?.postMessage(sources, "*", [port2]);
    const unwatch = watch(port1, events);
    return {
      spawn: (wire) => port1.postMessage({ type: "spawn" }, [wire]),
      stop: (count) => port1.postMessage({ type: "stop", count }),
      dispose() {
        unwatch();
        port1.close();
        element.remove();
      },
    };
  } catch (error) {
    element.remove();
    throw error;
  }
}
