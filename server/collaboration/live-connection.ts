import { randomUUID } from "node:crypto";
import type { RawData, WebSocket } from "ws";
import { authorId } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { authorizeRoute } from "#server/access/authorize-route.ts";
import { levelOf } from "#server/access/read-access.ts";
import { levelHolds } from "#server/access/roles.ts";
import type { Database } from "#server/db.ts";
import { ENDED, FRAME, LIVE_LIMITS, pageNote } from "./replica/live-message.ts";
import type { Guest, Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import { spending } from "./spending.ts";

/** Somebody whose line takes less than is sent to them is cut here; they come back and get the state at once. */
const MAX_BEHIND_BYTES = 32 * 1024 * 1024;
const NOTES = { perSecond: 200, burst: 600 } as const;
const BYTES = { perSecond: 2_000_000, burst: 3 * LIVE_LIMITS.frameBytes } as const;

/** Who is at the other end, and what they may do. */
interface Visitor {
  readonly actor: Actor;
  readonly mayEdit: boolean;
}

/**
 * Serves one window's connection to a notebook's room until it ends: asks who it is, lets them in, and asks again every
 * `askMs`; a line that answers no ping for as long is cut. Whoever may not see the notebook, or sees none of that id, is told the same.
 *
 * @param request The request that opened the connection; its cookie and headers say who it is.
 */
export async function serveConnection(
  db: Database,
  rooms: Rooms,
  socket: WebSocket,
  request: Request,
  askMs: number,
): Promise<void> {
  const ended = new Promise((settle) => socket.once("close", settle));
  const id = new URL(request.url).searchParams.get("notebook") ?? "";
  const visitor = await visit(db, request, id);
  if (visitor === null || socket.readyState !== socket.OPEN) return socket.close(ENDED.noAccess, "no access");
  const guest = guestOf(visitor, socket);
  let room: Room;
  try {
    room = await rooms.enter(id, guest);
  } catch {
    // Absent since a moment ago, or more windows than there is room for; anything else is tried again by the page.
    return socket.close(1013, "try again later");
  }
  const stopAsking = keepAsking(socket, askMs, async () => {
    const now = await visit(db, request, id);
    return now?.mayEdit === visitor.mayEdit && authorId(now.actor) === authorId(visitor.actor);
  });
  socket.on("message", listener(room, guest));
  await ended;
  await stopAsking();
  await rooms.leave(id, room, guest);
}

async function visit(db: Database, request: Request, id: string): Promise<Visitor | null> {
  try {
    const actor = await authorizeRoute(db, request, "live", { id });
    return { actor, mayEdit: levelHolds(await levelOf(db, actor, id), "edit") };
  } catch {
    return null;
  }
}

function guestOf({ actor, mayEdit }: Visitor, socket: WebSocket): Guest {
  const write = (data: string | Uint8Array) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BEHIND_BYTES) socket.terminate();
    else socket.send(data);
  };
  return {
    peer: randomUUID(),
    name: actor.kind === "person" ? actor.name : "Another window",
    author: authorId(actor),
    mayEdit,
    tell: (note) => write(JSON.stringify(note)),
    send: write,
    end: (why) => socket.close(why === "no-access" ? ENDED.noAccess : ENDED.misspoke, why),
  };
}

/** What comes from the page, bounded and checked; who does not keep to it is sent away. */
function listener(room: Room, guest: Guest): (data: RawData, isBinary: boolean) => void {
  const now = () => performance.now();
  const [mayNote, maySend] = [spending(NOTES, now), spending(BYTES, now)];
  return (data, isBinary) => {
    try {
      const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer);
      if (!mayNote(1) || !maySend(bytes.length)) throw new Error("more than one window types");
      if (isBinary) return hearFrame(room, guest, bytes);
      if (bytes.length > LIVE_LIMITS.noteBytes) throw new Error("a note is short");
      const note = pageNote.parse(JSON.parse(bytes.toString("utf8")));
      if (note.kind === "here") room.place(guest, note.where);
      else if (guest.mayEdit) room.save().catch(() => undefined); // the room tries again and tells by itself
    } catch {
      guest.end("misspoke");
    }
  };
}

function hearFrame(room: Room, guest: Guest, bytes: Buffer): void {
  const body = new Uint8Array(bytes.subarray(1));
  if (bytes[0] === FRAME.vector) room.answer(guest, body);
  else if (bytes[0] === FRAME.update) room.take(guest, body);
  else throw new Error("no such frame");
}

/** Asks now and then whether the connection may go on and whether anybody is there. */
function keepAsking(socket: WebSocket, askMs: number, stillMay: () => Promise<boolean>): () => Promise<void> {
  let alive = true;
  let asking: Promise<void> = Promise.resolve();
  socket.on("pong", () => (alive = true));
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
    asking = stillMay().then((may) => {
      if (!may) socket.close(ENDED.noAccess, "no access");
    });
  }, askMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return asking;
  };
}
