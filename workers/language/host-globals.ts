/**
 * What a cell's worker has besides JavaScript itself: the few names of the platform that cells may use. There is no
 * library of the DOM among the declarations, so that `fetch` and `document` are mistakes before a cell runs.
 */
export const HOST_GLOBALS = `
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
declare const AbortSignal: { abort(reason?: unknown): AbortSignal; timeout(ms: number): AbortSignal };
interface AbortController { readonly signal: AbortSignal; abort(reason?: unknown): void }
declare const AbortController: { new (): AbortController };
declare function setTimeout(callback: () => void, ms?: number): number;
declare function clearTimeout(timer: number | undefined): void;
declare function setInterval(callback: () => void, ms?: number): number;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
/** A clock for measuring; a cell whose result depends on it cannot be reproduced. */
declare const performance: { now(): number };
declare const crypto: { randomUUID(): string; getRandomValues<T extends ArrayBufferView>(values: T): T };
interface TextEncoder { encode(text?: string): Uint8Array<ArrayBuffer> }
declare const TextEncoder: { new (): TextEncoder };
interface TextDecoder { decode(bytes?: ArrayBufferView | ArrayBuffer): string }
declare const TextDecoder: { new (label?: string): TextDecoder };
declare function atob(text: string): string;
declare function btoa(text: string): string;
interface Blob { readonly size: number; readonly type: string; text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer> }
interface File extends Blob { readonly name: string; readonly lastModified: number }
`;

/** Names of the platform that a cell may well be tried with, and what to do instead. */
export const ABSENT_GLOBALS: ReadonlyMap<string, string> = new Map([
  ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Request", "Response"].map(
    (name) => [name, "cells have no network; use bars(), sql or a dropped file"] as const,
  ),
  ...["document", "window", "navigator", "location", "alert", "prompt", "confirm", "HTMLElement"].map(
    (name) => [name, "cells have no page; use display(), plot or an input"] as const,
  ),
  ...["localStorage", "sessionStorage", "indexedDB", "caches"].map(
    (name) => [name, "cells keep nothing between runs; let another cell define the value"] as const,
  ),
  ...["require", "process", "Buffer", "__dirname"].map(
    (name) => [name, "cells run in the browser; everything of the engine is in scope by name"] as const,
  ),
]);
