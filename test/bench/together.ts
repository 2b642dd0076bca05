import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { createRandom } from "#engine/random.ts";
import { acceptLive } from "#server/collaboration/accept-live.ts";
import { readDocument, textOf } from "#server/collaboration/replica/shared-document.ts";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { ROOT } from "#server/setup/root.ts";
import { connect, visit, type Visitor } from "../server/collaboration/live-desk.ts";

/**
 * Measures how soon a key that one of 20 people types into a notebook of 100 cells stands at the other 19, with the
 * server in a process of its own: `npm run bench:together`.
 */
const PEOPLE = 20;
const CELLS = 100;
const KEYS_PER_SECOND = 5;
const SECONDS = process.argv.includes("--quick") ? 5 : 20;
const TARGET_MS = 100;

if (process.env["LOOKBACK_BENCH_DATABASE"]) await serve(process.env["LOOKBACK_BENCH_DATABASE"]);
else await measure();

async function serve(url: string): Promise<void> {
  const db = openDatabase(url);
  const server = createServer();
  acceptLive(server, () => db);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  process.send?.((server.address() as AddressInfo).port);
}

async function measure(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "lookback-bench-"));
  await chmod(home, 0o755);
  const embedded = await openEmbedded({ home, root: ROOT });
  await migrate(embedded.url, join(ROOT, "prisma", "migrations"));
  const db = openDatabase(embedded.url);
  let server: ChildProcess | undefined;
  try {
    const cells = Array.from({ length: CELLS }, (_, at) => ({
      ...{
        id: `c${at}`,
        kind: "ts" as const,
        source: `const value${at} = sma(closes, ${at + 2});\n`.repeat(5),
      },
    }));
    const { id } = await createNotebook(db, { source: printNotebook({ title: "Together", cells }) });
    server = fork(import.meta.filename, { env: { ...process.env, LOOKBACK_BENCH_DATABASE: embedded.url } });
    const [port] = (await once(server, "message")) as [number];
    await typeTogether(`ws://127.0.0.1:${port}/api/live?notebook=${id}`);
  } finally {
    server?.kill();
    await db.close();
    await embedded.close();
    await rm(dirname(embedded.data), { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
  }
}

async function typeTogether(address: string): Promise<void> {
  const people = Array.from({ length: PEOPLE }, () => visit(() => connect(address, {})));
  while (!people.every(({ line }) => line.isSynced())) await delay(20);
  const sentAt = new Map<string, number>();
  const echoes: number[] = [];
  for (const { line } of people) {
    // Beside the notebook in the same document: which key of whom an update brings.
    const keys = line.doc().getMap<number>("bench");
    keys.observe(({ keysChanged, transaction }) => {
      if (transaction.local) return;
      const now = performance.now();
      for (const who of keysChanged) {
        const sent = sentAt.get(`${who} ${keys.get(String(who))}`);
        if (sent !== undefined) echoes.push(now - sent);
      }
    });
  }
  await Promise.all(people.map((person, who) => type(person, who, sentAt)));
  while (!people.every(({ line }) => line.isKept())) await delay(20);
  await delay(500);
  tell(people, echoes);
}

async function type({ line }: Visitor, who: number, sentAt: Map<string, number>): Promise<void> {
  const random = createRandom(who + 1);
  const end = performance.now() + SECONDS * 1000;
  for (let key = 0; performance.now() < end; key++) {
    await delay((1000 / KEYS_PER_SECOND) * (0.5 + random.next()));
    const doc = line.doc();
    const cell = `c${Math.floor(random.next() * CELLS)}`;
    sentAt.set(`${who} ${key}`, performance.now());
    doc.transact(() => {
      const text = textOf(doc, cell);
      text?.insert(Math.floor(random.next() * text.length), "x");
      doc.getMap<number>("bench").set(String(who), key);
    });
    line.tell({ kind: "here", where: { cell, editing: true } });
  }
}

function tell(people: readonly Visitor[], echoes: number[]): void {
  echoes.sort((a, b) => a - b);
  const at = (share: number) => echoes[Math.floor(echoes.length * share)] ?? NaN;
  const texts = new Set(people.map(({ line }) => printNotebook(readDocument(line.doc()))));
  const median = at(0.5);
  const mark = median < TARGET_MS && texts.size === 1 ? "ok  " : "SLOW";
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${mark} ${PEOPLE} people, ${CELLS} cells, ${KEYS_PER_SECOND} keys a second each: a key at the other 19`,
  );
  console.log(
    `     median ${median.toFixed(1)} ms (target ${TARGET_MS}), 95 % ${at(0.95).toFixed(1)} ms, slowest ${at(1 - 1e-9).toFixed(1)} ms`,
  );
  console.log(
    `     ${echoes.length} echoes; ${texts.size === 1 ? "all 20 hold the same notebook" : "NOT THE SAME NOTEBOOK"}; load ${load}`,
  );
  for (const { line } of people) line.close();
}
