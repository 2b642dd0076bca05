import * as Y from "yjs";
import { ENDED, FRAME, frameOf, serverNote } from "#server/collaboration/replica/live-message.ts";
import type { PageNote, ServerNote } from "#server/collaboration/replica/live-message.ts";

/** What of a WebSocket a line uses. */
export type LineSocket = Pick<
  WebSocket,
  "send" | "close" | "binaryType" | "onmessage" | "onclose" | "onerror"
>;

/** What somebody at the page's end of a line is told. */
export interface LineListener {
  /**
   * The document has what the server has.
   *
   * @param fresh Whether it is a new one, which nothing was written into here.
   */
  synced(fresh: boolean): void;
  noted(note: Exclude<ServerNote, { kind: "kept" }>): void;
  /** The connection was lost and is being sought again, or has ended for good. */
  lost(forGood: boolean): void;
  /** Everything that was written here is safe, or is not any more. */
  settled(): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;

/**
 * A page's line to the others who have a notebook open: a shared document that is kept the same as the server's, by a
 * connection that is taken up again whenever it breaks. What is written while there is none goes with the next one.
 */
export class LiveLine {
  #doc = new Y.Doc();
  #generation: string | null = null;
  #socket: LineSocket | null = null;
  #vector: Uint8Array | null = null;
  #synced = false;
  #fresh = true;
  #sent = 0;
  #kept = 0;
  #keptVector: Uint8Array = new Uint8Array([0]);
  #mayEdit = false;
  #waitMs = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;
  readonly #connect: () => LineSocket;
  readonly #listener: LineListener;

  constructor(connect: () => LineSocket, listener: LineListener) {
    this.#connect = connect;
    this.#listener = listener;
    this.#watch();
  }

  readonly doc = (): Y.Doc => this.#doc;
  readonly isSynced = (): boolean => this.#synced;
  /** Whether the server keeps everything that was written here. */
  readonly isKept = (): boolean => this.#synced && this.#sent === this.#kept;
  /** Which document this is a copy of; null before the first connection. */
  readonly generation = (): string | null => this.#generation;

  /** What was written here and may not be on the server: an update upon the same document. */
  unkept(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc, this.#keptVector);
  }

  open(): void {
    clearTimeout(this.#timer);
    if (this.#ended || this.#socket) return;
    const socket = this.#connect();
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#socket === socket) this.#hear(data);
    };
    socket.onerror = () => undefined; // its end follows
    socket.onclose = ({ code }) => this.#lose(socket, code);
  }

  /** Breaks the connection off, as a cable that is pulled; it is taken up again. Nobody waits for the other end to agree. */
  drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.close();
    this.#lose(socket, 1006);
  }

  close(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#doc.destroy();
  }

  tell(note: PageNote): void {
    if (this.#synced) this.#socket?.send(JSON.stringify(note));
  }

  #watch(): void {
    this.#doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.#synced) this.#send(update);
    });
  }

  #send(update: Uint8Array): void {
    if (!this.#mayEdit) return;
    this.#sent++;
    this.#socket?.send(frameOf(FRAME.update, update));
  }

  #hear(data: unknown): void {
    if (typeof data === "string") return this.#note(serverNote.parse(JSON.parse(data), { jitless: true }));
    const bytes = new Uint8Array(data as ArrayBuffer);
    const body = bytes.subarray(1);
    if (bytes[0] === FRAME.vector) {
      this.#vector = body;
      this.#socket?.send(frameOf(FRAME.vector, Y.encodeStateVector(this.#doc)));
      return;
    }
    Y.applyUpdate(this.#doc, body, this);
    if (bytes[0] === FRAME.answer) this.#join();
  }

  /** The answer has come: from now on the document has what the server has, and the server gets what it has not. */
  #join(): void {
    if (this.#synced || this.#vector === null) return;
    const missing = Y.encodeStateAsUpdate(this.#doc, this.#vector);
    this.#synced = true;
    if (!this.#fresh) this.#send(missing);
    this.#waitMs = FIRST_WAIT_MS;
    const fresh = this.#fresh;
    this.#fresh = false;
    if (fresh) this.#settle();
    this.#listener.synced(fresh);
  }

  #note(note: ServerNote): void {
    if (note.kind === "kept") {
      this.#kept = note.count;
      this.#settle();
      return;
    }
    if (note.kind === "hello") {
      if (note.generation !== this.#generation && this.#generation !== null) this.#begin();
      this.#generation = note.generation;
      this.#mayEdit = note.mayEdit;
    }
    this.#listener.noted(note);
  }

  /** Another document than before: what was here stays with whoever shows it. */
  #begin(): void {
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    this.#fresh = true;
    this.#watch();
  }

  #settle(): void {
    if (this.isKept()) this.#keptVector = Y.encodeStateVector(this.#doc);
    this.#listener.settled();
  }

  #lose(socket: LineSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#synced = false;
    this.#vector = null;
    this.#sent = 0;
    this.#kept = 0;
    if (this.#ended) return;
    this.#ended = code === ENDED.noAccess || code === ENDED.misspoke;
    this.#listener.lost(this.#ended);
    if (this.#ended) return;
    // Not all at once when a server comes back.
    this.#timer = setTimeout(() => this.open(), this.#waitMs * (0.5 + Math.random()));
    this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
  }
}
