import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { WasmDatabase } from "./wasm-database.ts";
import { WasmSession } from "./wasm-session.ts";

/** TimescaleDB behind Postgres's own protocol on the loopback interface, for tests: `node wasm-server.ts` prints its address. */
const databases = new Map<string, WasmDatabase>();
const ENCRYPTION = [80_877_103, 80_877_104];

function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)),
  );
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = message("Z", Buffer.from("I"));
const WELCOME = Buffer.concat([
  message("R", Buffer.alloc(4)),
  ...Object.entries({
    server_version: "17.5",
    client_encoding: "UTF8",
    DateStyle: "ISO, MDY",
    integer_datetimes: "on",
    standard_conforming_strings: "on",
  }).map(([name, value]) => message("S", name, value)),
  READY,
]);

/** The database "postgres" makes and drops the others, and does nothing else. */
async function administer(sql: string): Promise<Buffer> {
  const [, verb = "", name = ""] = /^(CREATE|DROP) DATABASE (\w+)/.exec(sql) ?? [];
  if (verb === "DROP") {
    await databases.get(name)?.close();
    databases.delete(name);
  }
  return Buffer.concat([message("C", `${verb} DATABASE`), READY]);
}

function databaseOf(startup: Buffer): string {
  const words = startup.toString("utf8", 8).split("\0");
  return words[words.indexOf("database") + 1] ?? "postgres";
}

function serve(socket: Socket): void {
  let bytes: Buffer = Buffer.alloc(0);
  let name: string | undefined;
  let session: WasmSession | undefined;
  let working = Promise.resolve();
  const write = (answer: Buffer) => void (socket.writable && socket.write(answer));
  const begin = (startup: Buffer) => {
    if (ENCRYPTION.includes(startup.readInt32BE(4))) return write(Buffer.from("N"));
    name = databaseOf(startup);
    if (name !== "postgres") {
      const database = databases.get(name) ?? new WasmDatabase();
      databases.set(name, database);
      session = new WasmSession(database, write);
    }
    write(WELCOME);
  };
  const take = (type: string, whole: Buffer) => {
    if (type === "X") return void socket.end();
    working = working
      .then(async () => {
        if (session) await session.take({ type, bytes: whole });
        else write(await administer(whole.toString("utf8", 5, whole.length - 1)));
      })
      .catch((error: unknown) => void socket.destroy(error instanceof Error ? error : undefined));
  };
  socket.on("data", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const head = name === undefined ? 0 : 1;
      if (bytes.length < head + 4) return;
      const end = head + bytes.readInt32BE(head);
      if (bytes.length < end) return;
      const whole = bytes.subarray(0, end);
      bytes = bytes.subarray(end);
      if (head === 0) begin(whole);
      else take(String.fromCharCode(whole[0] ?? 0), whole);
    }
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    const [left, database] = [session, databases.get(name ?? "")];
    if (left && database) void working.then(() => database.leave(left)).catch(() => undefined);
  });
}

// Told at once where it cannot be had, not by the first test.
const probe = new WasmDatabase();
await probe.run({}, message("Q", "SELECT 1"));
await probe.close();
const server = createServer(serve);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`postgres://test@127.0.0.1:${(server.address() as AddressInfo).port}/postgres\n`);
});
process.once("disconnect", () => process.exit());
