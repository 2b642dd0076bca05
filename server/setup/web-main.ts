import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { acceptLive } from "#server/collaboration/accept-live.ts";
import { appDatabase } from "#server/db.ts";
import { ROOT } from "./root.ts";

// The process that serves the app: Next's own handler, and the live connections that Next has no place for, on one port.
const HOST = "127.0.0.1";
const dev = process.argv[2] === "dev";
const port = Number(process.argv[3]);

// Next hangs its listener for upgrades, which reload pages in development, on the server that it is given: this one
// never listens, and is handed those that are Next's.
const nexts = createServer();
const app = next({ dev, dir: ROOT, hostname: HOST, port, httpServer: nexts });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, answer) => void handle(request, answer));
const others = (...call: [IncomingMessage, Duplex, Buffer]) => void nexts.emit("upgrade", ...call);
const live = acceptLive(server, appDatabase, dev ? { others } : {});
server.once("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, HOST);

const stop = async () => {
  await live.close();
  process.exit(0);
};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
