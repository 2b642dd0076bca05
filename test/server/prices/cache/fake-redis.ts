import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** The part of Redis that we use, in memory: GET, MGET and SET in RESP 2; other commands are answered with an error or OK. */
export interface FakeRedis {
  readonly url: string;
  readonly values: Map<string, Buffer>;
  /** While true, commands are read and not answered. */
  mute: boolean;
  close(): Promise<void>;
}

/** Starts a {@link FakeRedis} on the loopback interface. */
export async function startFakeRedis(): Promise<FakeRedis> {
  const values = new Map<string, Buffer>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let bytes: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let read = readCommand(bytes); read; read = readCommand(bytes)) {
        bytes = bytes.subarray(read.end);
        if (!fake.mute) socket.write(answer(values, read.parts));
      }
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  const fake: FakeRedis = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    values,
    mute: false,
    close: () =>
      new Promise<void>((settle) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => settle());
      }),
  };
  return fake;
}

function answer(values: Map<string, Buffer>, [name, ...args]: readonly Buffer[]): Buffer {
  switch (name?.toString().toUpperCase()) {
    case "GET":
      return bulk(values.get(String(args[0])));
    case "MGET":
      return Buffer.concat([
        Buffer.from(`*${args.length}\r\n`),
        ...args.map((key) => bulk(values.get(String(key)))),
      ]);
    case "SET":
      values.set(String(args[0]), args[1] ?? Buffer.alloc(0));
      return Buffer.from("+OK\r\n");
    case "HELLO":
      return Buffer.from("-ERR unknown command\r\n");
    default:
      return Buffer.from("+OK\r\n");
  }
}

function bulk(value: Buffer | undefined): Buffer {
  if (!value) return Buffer.from("$-1\r\n");
  return Buffer.concat([Buffer.from(`$${value.length}\r\n`), value, Buffer.from("\r\n")]);
}

/** An array of bulk strings, when all of it has come. */
function readCommand(bytes: Buffer): { parts: Buffer[]; end: number } | undefined {
  const line = (at: number) => {
    const end = bytes.indexOf("\r\n", at);
    return end < 0 ? undefined : { value: Number(bytes.toString("latin1", at + 1, end)), next: end + 2 };
  };
  const count = line(0);
  if (!count) return undefined;
  const parts: Buffer[] = [];
  let at = count.next;
  for (let part = 0; part < count.value; part++) {
    const length = line(at);
    if (!length || bytes.length < length.next + length.value + 2) return undefined;
    parts.push(bytes.subarray(length.next, length.next + length.value));
    at = length.next + length.value + 2;
  }
  return { parts, end: at };
}
