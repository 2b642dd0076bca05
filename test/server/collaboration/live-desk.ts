import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LiveLine, type LineListener, type LineSocket } from "#app/_live/live-line.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { acceptLive } from "#server/collaboration/accept-live.ts";
import type { ServerNote } from "#server/collaboration/replica/live-message.ts";
import { readDocument, writeDocument } from "#server/collaboration/replica/shared-document.ts";
import type { Database } from "#server/db.ts";

/** A server with live connections only, on a port of its own. */
export interface LiveServer {
  readonly address: string;
  /** Opens a line as a page with these headers would. */
  open(notebookId: string, headers?: Readonly<Record<string, string>>): Visitor;
  close(): Promise<void>;
}

/** The page's end of a line, without a page. */
export interface Visitor {
  readonly line: LiveLine;
  readonly notes: Exclude<ServerNote, { kind: "kept" }>[];
  readonly losses: boolean[];
  read(): NotebookDocument;
  /** Writes as a page would: whatever it makes of the notebook as it is here. */
  write(change: (document: NotebookDocument) => NotebookDocument): void;
}

/** Starts it; the caller closes it. */
export async function openLiveServer(db: Database): Promise<LiveServer> {
  const server = createServer();
  const live = acceptLive(server, () => db, { askMs: 250 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/live`;
  const lines: LiveLine[] = [];
  return {
    address,
    open(notebookId, headers = {}) {
      const visitor = visit(() => connect(`${address}?notebook=${notebookId}`, headers));
      lines.push(visitor.line);
      return visitor;
    },
    async close() {
      for (const line of lines) line.close();
      await live.close();
      server.close();
    },
  };
}

/** Node's own WebSocket, which takes headers. */
export function connect(url: string, headers: Readonly<Record<string, string>>): LineSocket {
  const Socket = WebSocket as unknown as new (url: string, options: object) => LineSocket;
  return new Socket(url, { headers });
}

/** Opens a line and keeps what it is told. */
export function visit(open: () => LineSocket): Visitor {
  const notes: Visitor["notes"] = [];
  const losses: boolean[] = [];
  const listener: LineListener = {
    synced: () => undefined,
    noted: (note) => void notes.push(note),
    lost: (forGood) => void losses.push(forGood),
    settled: () => undefined,
  };
  const line = new LiveLine(open, listener);
  line.open();
  const read = () => readDocument(line.doc());
  const write: Visitor["write"] = (change) => {
    const before = read();
    writeDocument(line.doc(), before, change(before));
  };
  return { line, notes, losses, read, write };
}

/** Puts text at the end of a cell. */
export function append(id: string, text: string): (document: NotebookDocument) => NotebookDocument {
  return (document) => ({
    ...document,
    cells: document.cells.map((cell) => (cell.id === id ? { ...cell, source: cell.source + text } : cell)),
  });
}
