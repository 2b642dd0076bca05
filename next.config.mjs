import { appCsp, sandboxCsp } from "./workers/sandbox-policy.mjs";

const dev = process.env.NODE_ENV !== "production";

/** Cross-origin isolation gives the sandbox shared memory; it must reach static chunks and workers too. */
const isolation = [
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Embedder-Policy", value: "require-corp" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];
const hardening = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** @type {import("next").NextConfig} */
export default {
  // On one machine the time to gzip 34 MB of wasm is longer than the time to send it.
  compress: false,
  poweredByHeader: false,
  devIndicators: false,
  // Types are checked once, by `npm test`, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pg",
    "pg-copy-streams",
    "@prisma/client",
    "@prisma/adapter-pg",
    "apache-arrow",
    "typescript",
    "pino",
    "redis",
    "better-auth",
  ],
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [...isolation, ...hardening, { key: "Content-Security-Policy", value: appCsp({ dev }) }],
      },
      {
        // A shared notebook may stand in any site's page: it shows, and neither runs nor signs anybody in.
        source: "/embed/:link",
        headers: [
          { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
          { key: "Content-Security-Policy", value: appCsp({ dev, framed: true }) },
        ],
      },
      {
        source: "/sandbox/frame.html",
        headers: [{ key: "Content-Security-Policy", value: sandboxCsp() }],
      },
    ];
  },
};
