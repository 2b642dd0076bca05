import { once } from "node:events";
import { createServer } from "node:http";
import { acceptLive } from "#server/collaboration/accept-live.ts";
import { openDatabase } from "#server/db.ts";

/** Serves live connections until it is killed: `node killed-child.ts <database url> <port>`. */
const [url = "", port = ""] = process.argv.slice(2);
const db = openDatabase(url);
const server = createServer();
acceptLive(server, () => db);
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
process.stdout.write("ready\n");
