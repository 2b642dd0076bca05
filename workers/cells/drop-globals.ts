/**
 * Names that cells have no business with. The sandbox's policy and opaque origin already refuse what they reach for;
 * taking them away as well turns a silent refusal into "fetch is not defined" and is a second wall.
 */
const UNWANTED = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "EventSource",
  "WebTransport",
  "importScripts",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "indexedDB",
  "caches",
  "CacheStorage",
  "Cache",
  "FontFace",
  "Request",
  "Response",
  "Notification",
  "PushManager",
  "createImageBitmap",
  "FileReaderSync",
  "StorageManager",
  "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
  "webkitResolveLocalFileSystemURL",
  "webkitResolveLocalFileSystemSyncURL",
  "navigator",
  "postMessage",
  "close",
  "onmessage",
] as const;

/** Whether a name is one of those that cells do without. */
export const isDropped = (name: string): boolean => (UNWANTED as readonly string[]).includes(name);

/** Takes unwanted globals away from this worker, wherever on the prototype chain they stand. */
export function dropGlobals(): void {
  for (const name of UNWANTED) {
    for (let at: object | null = globalThis; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      if (Object.hasOwn(at, name)) Reflect.deleteProperty(at, name);
    }
  }
}
