import { expect, test } from "vitest";
import * as Y from "yjs";
import { LiveLine, type LineSocket } from "#app/_live/live-line.ts";
import { FRAME, frameOf } from "#server/collaboration/replica/live-message.ts";

test("what another writes before the server has answered is not taken for the answer", () => {
  const server = new Y.Doc();
  server.getText("cell").insert(0, "one");
  const before = Y.encodeStateVector(server);
  server.getText("cell").insert(3, ", more");
  const news = Y.encodeStateAsUpdate(server, before);
  const socket: LineSocket = {
    ...{ binaryType: "arraybuffer", onmessage: null, onclose: null, onerror: null },
    ...{ send: () => undefined, close: () => undefined },
  };
  const synced: string[] = [];
  const line: LiveLine = new LiveLine(() => socket, {
    ...{ noted: () => undefined, lost: () => undefined, settled: () => undefined },
    synced: () => synced.push(line.doc().getText("cell").toJSON()),
  });
  line.open();
  const hear = (data: unknown): void => {
    socket.onmessage?.call(socket as WebSocket, { data } as MessageEvent);
  };
  const hello = { kind: "hello", generation: "g", peer: "p", mayEdit: true, revision: "r", people: [] };
  hear(JSON.stringify(hello));
  hear(frameOf(FRAME.vector, Y.encodeStateVector(server)).buffer);
  hear(frameOf(FRAME.update, news).buffer);
  expect(synced).toEqual([]);
  hear(frameOf(FRAME.answer, Y.encodeStateAsUpdate(server)).buffer);
  expect(synced).toEqual(["one, more"]);
  line.close();
});
