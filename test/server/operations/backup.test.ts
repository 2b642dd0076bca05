import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, inject, test } from "vitest";
import { readFileSync } from "node:fs";
import { backup, restore } from "#server/operations/backup.ts";
import { importCsv } from "#test/server/prices/import-csv.ts";
import { readBarsIpc } from "#server/prices/read-bars.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";

const folder = await mkdtemp(join(tmpdir(), "lookback-backup-"));
afterAll(() => rm(folder, { recursive: true }));
const [db, other] = [await openCopy(), await openCopy()];
const CSV =
  "date,open,high,low,close,volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12.123456789012345,200\n";

test("a backup puts everything back as it was, into a database that had something else", async () => {
  await importCsv(db, CSV, { symbol: "KEPT", name: "tab\tand \\ backslash\nand line" });
  await importCsv(db, readFileSync(join(ROOT, "node_modules/vega-datasets/data/sp500-2000.csv"), "utf8"), {
    symbol: "SP500",
  });
  await importCsv(other, CSV, { symbol: "GONE" });
  const path = join(folder, "all.gz");
  const tables = await backup(db, path);
  expect(await restore(other, path)).toBe(tables);
  for (const symbol of ["KEPT", "SP500"]) {
    const [was, is] = [
      await readBarsIpc(db, { symbol, timeframe: "1d" }),
      await readBarsIpc(other, { symbol, timeframe: "1d" }),
    ];
    expect([is.etag, Buffer.compare(was.ipc, is.ipc)]).toEqual([was.etag, 0]);
  }
  expect(
    (await other.prisma.symbol.findMany({ orderBy: { symbol: "asc" } })).map(({ symbol, name }) => [
      symbol,
      name,
    ]),
  ).toEqual([
    ["KEPT", "tab\tand \\ backslash\nand line"],
    ["SP500", "SP500"],
  ]);
  // What counts up goes on from where it was.
  await importCsv(other, CSV, { symbol: "MORE" });
  expect(await other.prisma.dataVersion.count()).toBe(3);
});

// Files are what this is about, and emptying all tables once more takes seconds in WebAssembly.
test.skipIf(inject("timescaleUrl") !== undefined)(
  "a backup that breaks off, or is not compressed, is refused, and nothing is lost",
  async () => {
    const bad = join(folder, "part.gz");
    const bytes = readFileSync(join(folder, "all.gz")); // the test before has written it
    for (const part of [bytes.subarray(0, bytes.length - 1), Buffer.from("hello")]) {
      await writeFile(bad, part);
      await expect(restore(db, bad)).rejects.toThrow(
        /^cannot read .*part\.gz as a backup .*nothing was changed/,
      );
    }
    expect(await db.prisma.symbol.count()).toBe(2);
  },
);

test("a backup into a folder that is not there says so and leaves nothing", async () => {
  await expect(backup(db, join(folder, "none", "all.gz"))).rejects.toThrow(/^cannot write .*none.all\.gz/);
  expect(await readdir(folder)).not.toContain("none");
});

test.each([
  ["text", "hello", "no backup"],
  ["another version", '{"lookback":1,"migrations":["x"],"tables":[]}', "another version"],
])("a file of %s is refused, and nothing is lost", async (_, content, words) => {
  const path = join(folder, "bad.gz");
  await writeFile(path, gzipSync(`${content}\n`));
  const before = await db.prisma.symbol.count();
  await expect(restore(db, path)).rejects.toThrow(words);
  expect(await db.prisma.symbol.count()).toBe(before);
});
