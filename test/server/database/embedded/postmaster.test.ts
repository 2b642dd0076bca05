import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPostmaster, removeStaleFile } from "#server/database/embedded/postmaster.ts";

let data = "";
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), "lookback-postmaster-"))));
afterEach(() => rmSync(data, { recursive: true }));
const file = () => join(data, "postmaster.pid");
/** As Postgres writes it: process, folder, when it began, port, and more. */
const written = (pid: number) => `${pid}\n${data}\n1700000000\n54321\n\n127.0.0.1\n`;

test("a file that its server has made and not yet written is nobody's, and stays", async () => {
  writeFileSync(file(), "");
  expect(findPostmaster(data)).toBeUndefined();
  const removing = removeStaleFile(data, 60_000);
  // Ours is no postgres: whole, the file is a stranger's, and goes at once.
  expect(existsSync(file())).toBe(true);
  writeFileSync(file(), written(process.pid));
  await removing;
  expect(existsSync(file())).toBe(false);
});

test("a file that stays empty is what a server left that was killed while it started, and goes", async () => {
  writeFileSync(file(), "");
  await removeStaleFile(data, 30);
  expect(existsSync(file())).toBe(false);
});

test("looking never takes a file away, whoever's it is", () => {
  for (const text of ["", "12\n", written(process.pid), written(2 ** 30)]) {
    writeFileSync(file(), text);
    expect(findPostmaster(data)).toBeUndefined();
    expect(readFileSync(file(), "utf8")).toBe(text);
  }
});
