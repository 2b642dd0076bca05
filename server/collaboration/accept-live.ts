import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Database } from "#server/db.ts";
import { guardRequest } from "#server/guard-request.ts";
import { logger } from "#server/operations/logger.ts";
import { serveConnection } from "./live-connection.ts";
import { LIVE_LIMITS } from "./replica/live-message.ts";
import { Rooms } from "./rooms.ts";

/** Where pages connect to notebooks that several people have open. */
export const LIVE_PATH = "/api/live";
const MAX_CONNECTIONS = 1_000;
/** A page that does not say goodbye is not waited for any longer, ms. */
const PATIENCE_MS = 1_000;

/** What a server of live connections may be told. */
export interface LiveOptions {
  /** Takes the upgrades that are for somebody else; they are cut where it is absent. */
  readonly others?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Whether somebody may still be there is asked this often, ms; every five seconds where it is absent. */
  readonly askMs?: number;
}

/** Serves live connections until it is closed. */
export interface AcceptedLive {
  /** Saves what was typed and ends every connection. */
  close(): Promise<void>;
}

/**
 * Takes the WebSocket connections of the app's own pages on a server that has others, too.
 *
 * @param database Opened when the first page connects: who works alone pays nothing.
 */
export function acceptLive(
  server: Server,
  database: () => Database,
  { others = (_, socket) => void socket.destroy(), askMs = 5_000 }: LiveOptions = {},
): AcceptedLive {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIVE_LIMITS.frameBytes,
    perMessageDeflate: false,
  });
  const log = logger("live");
  let rooms: Rooms | null = null;
  const served = new Set<Promise<void>>();
  server.on("upgrade", (message, socket, head) => {
    if (message.url?.split("?")[0] !== LIVE_PATH) return others(message, socket, head);
    const request = requestOf(message);
    if (request === null || sockets.clients.size >= MAX_CONNECTIONS) return refuse(socket);
    sockets.handleUpgrade(message, socket, head, (connection) => {
      const db = database();
      rooms ??= new Rooms(db, log);
      // What ws finds wrong with a line closes it; unheard, the event would end the process.
      connection.on("error", () => undefined);
      const serving = serveConnection(db, rooms, connection, request, askMs).catch((error: unknown) => {
        log.error({ err: error }, "live connection failed");
        connection.close(1011, "unexpected");
      });
      served.add(serving);
      void serving.then(() => served.delete(serving));
    });
  });
  return {
    async close() {
      for (const connection of sockets.clients) connection.close(1012, "restarts");
      const timer = setTimeout(
        () => sockets.clients.forEach((connection) => connection.terminate()),
        PATIENCE_MS,
      );
      await Promise.all(served);
      clearTimeout(timer);
      sockets.close();
    },
  };
}

/** The upgrade as a request; null where another site's page makes it. */
function requestOf({ url, headers }: IncomingMessage): Request | null {
  try {
    const plain = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined || name === "connection" || name === "upgrade" ? [] : [[name, String(value)]],
    );
    const request = new Request(`http://${headers.host ?? "localhost"}${url ?? ""}`, { headers: plain });
    guardRequest(request);
    return request;
  } catch {
    return null;
  }
}

function refuse(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}
