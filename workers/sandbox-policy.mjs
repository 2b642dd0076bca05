import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Where the frame's source stands; its one inline script is what the policy allows. */
const FRAME = new URL("./cells/frame.html", import.meta.url);

/** @returns {string} The source expression of the frame's inline script: 'sha256-...'. */
function bootstrapHash() {
  const script = /<script>([^]*?)<\/script>/.exec(readFileSync(FRAME, "utf8"))?.[1];
  if (script === undefined) throw new Error("frame.html without an inline script");
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/**
 * Policy of every page of the app: its own origin only, no eval.
 *
 * @param {{ dev: boolean, framed?: boolean }} options In development the bundler's hot reload needs eval and a socket. Pages to be
 *   embedded may stand in frames of any site.
 * @returns {string}
 */
export function appCsp({ dev, framed = false }) {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    `connect-src 'self' blob:${dev ? " ws:" : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framed ? "*" : "'self'"}`,
  ].join("; ");
}

/**
 * Policy of the sandbox frame: an opaque origin without network, storage or navigation; eval is what it is for.
 *
 * @returns {string}
 */
export function sandboxCsp() {
  return [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src ${bootstrapHash()} 'unsafe-eval' 'wasm-unsafe-eval' blob:`,
    "worker-src blob:",
    "connect-src blob:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}
