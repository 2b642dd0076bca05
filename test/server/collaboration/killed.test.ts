import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { createRandom } from "#engine/random.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { openCopy } from "../open-copy.ts";
import { append, connect, visit, type Visitor } from "./live-desk.ts";

/** One in every run of the tests; `LOOKBACK_KILLS=10` for the long one. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 1);
const TEXT = '// --- notebook\n// title: "Killed"\n// nb: 1\n// ---\n\n// %% [ts] id="a"\n// \n';
/** Keys of one person come about this often, ms. */
const KEY_MS = 15;

const db = await openCopy();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function serve(port: number): Promise<ChildProcess> {
  const file = join(import.meta.dirname, "killed-child.ts");
  const child = spawn(process.execPath, [file, db.url, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Writes numbered words into the one cell until it is stopped; how many there were. */
function typing(visitor: Visitor, letter: string, seed: number): () => number {
  const random = createRandom(seed);
  let words = 0;
  let timer: ReturnType<typeof setTimeout>;
  const key = () => {
    if (visitor.read().cells.length > 0) visitor.write(append("a", `${letter}${words++} `));
    timer = setTimeout(key, KEY_MS * 2 * random.next());
  };
  key();
  return () => {
    clearTimeout(timer);
    return words;
  };
}

const wordsIn = (text: string, letter: string): string[] =>
  text.match(new RegExp(`${letter}\\d+`, "g")) ?? [];
const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${at}`);

test(
  `of what two people type while their server is killed -9 (${KILLS} times) nothing is lost, nothing is there twice`,
  { timeout: 60_000 + 20_000 * KILLS },
  async () => {
    const { id } = await createNotebook(db, { source: TEXT });
    const port = await freePort();
    let server = await serve(port);
    const open = () => visit(() => connect(`ws://127.0.0.1:${port}/api/live?notebook=${id}`, {}));
    const [ann, bob] = [open(), open()];
    const random = createRandom(7);
    try {
      const stops = [typing(ann, "a", 1), typing(bob, "b", 2)] as const;
      for (let kills = 0; kills < KILLS; kills++) {
        // Killed while somebody writes, wherever the server is in keeping and saving it.
        await vi.waitFor(() => expect(ann.line.isSynced() && bob.line.isSynced()).toBe(true), {
          timeout: 20_000,
        });
        await delay(150 + 400 * random.next());
        await kill(server);
        server = await serve(port);
      }
      const [mine, theirs] = stops.map((stop) => stop());
      const shown = (visitor: Visitor) => visitor.read().cells[0]?.source ?? "";
      await vi.waitFor(
        () => expect([ann.line.isKept(), bob.line.isKept(), shown(ann)]).toEqual([true, true, shown(bob)]),
        { timeout: 20_000 },
      );
      const sorted = (letter: string) =>
        wordsIn(shown(ann), letter).toSorted((x, y) => Number(x.slice(1)) - Number(y.slice(1)));
      expect([mine, theirs].every((words) => (words ?? 0) > 5)).toBe(true);
      expect(sorted("a")).toEqual(numbered("a", mine ?? 0));
      expect(sorted("b")).toEqual(numbered("b", theirs ?? 0));
      ann.line.tell({ kind: "save" });
      await vi.waitFor(async () => expect((await getNotebook(db, { id })).source).toContain(shown(ann)), {
        timeout: 20_000,
      });
    } finally {
      for (const { line } of [ann, bob]) line.close();
      await kill(server);
    }
  },
);
