import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { openEmbedded } from "#server/database/embedded/open.ts";
import type { EmbeddedDatabase } from "#server/database/embedded/open.ts";
import { findPostmaster } from "#server/database/embedded/postmaster.ts";
import { findProcess } from "#server/database/embedded/process.ts";
import { ROOT } from "#server/setup/root.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), "lookback-home-"));
  made.push(home);
  // Where the database's account can search it, the data stays inside.
  chmodSync(home, 0o755);
  return home;
}

async function ask(database: EmbeddedDatabase, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  // Its server is about to be killed under it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded database", () => {
  test("is created once though two open it at once, and stops with its last holder", async () => {
    const home = temporaryHome();
    const [one, other] = await Promise.all([
      openEmbedded({ home, root: ROOT }),
      openEmbedded({ home, root: ROOT }),
    ]);
    expect([one.started, other.started].sort()).toEqual([false, true]);
    expect(one.url).toBe(other.url);
    const pid = findPostmaster(one.data)?.pid ?? 0;
    await one.close();
    expect(await ask(other, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await other.close();
    expect(findProcess(pid)).toBeUndefined();
  });

  test("keeps what was committed when it is killed, and starts again", async () => {
    const home = temporaryHome();
    const before = await openEmbedded({ home, root: ROOT });
    await ask(before, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
    process.kill(findPostmaster(before.data)?.pid ?? 0, "SIGKILL");
    const after = await openEmbedded({ home, root: ROOT });
    expect(after.started).toBe(true);
    expect(await ask(after, "SELECT id FROM kept")).toEqual([{ id: 7 }]);
    await after.close();
    await before.close();
  });

  test("starts over a postmaster.pid whose number belongs to another program", async () => {
    const home = temporaryHome();
    const first = await openEmbedded({ home, root: ROOT });
    await first.close();
    writeFileSync(join(first.data, "postmaster.pid"), `${process.pid}\n${first.data}\n0\n1\n`);
    const second = await openEmbedded({ home, root: ROOT });
    expect(second.started).toBe(true);
    await second.close();
  });

  test("listens on the loopback interface only, asks for a password and checks its pages", async () => {
    const home = temporaryHome();
    const database = await openEmbedded({ home, root: ROOT });
    const settings =
      "SELECT current_setting('listen_addresses') AS at, current_setting('data_checksums') AS checked";
    expect(await ask(database, settings)).toEqual([{ at: "127.0.0.1", checked: "on" }]);
    const wrong = new URL(database.url);
    wrong.password = "wrong";
    const client = new pg.Client({ connectionString: wrong.href });
    await expect(client.connect()).rejects.toThrow("password authentication failed");
    expect(statSync(join(dirname(database.data), "database-password")).mode & 0o077).toBe(0);
    await database.close();
  });

  test.skipIf(process.getuid?.() !== 0)("runs from a folder that its account may not search", async () => {
    const outer = temporaryHome();
    chmodSync(outer, 0o700);
    const home = join(outer, "project", ".lookback");
    mkdirSync(home, { recursive: true });
    const database = await openEmbedded({ home, root: ROOT });
    made.push(dirname(database.data));
    expect(database.data.startsWith(outer)).toBe(false);
    expect(await ask(database, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.close();
  });
});
