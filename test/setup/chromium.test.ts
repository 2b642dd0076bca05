import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findChromium } from "#server/setup/chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "lookback-chromium-"));
const program = join(folder, "chromium");
writeFileSync(program, "#!/bin/sh\n");
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

test("Chromium is found on the search path, and CHROMIUM goes first", () => {
  expect(findChromium({ PATH: folder })).toBe(program);
  expect(findChromium({ CHROMIUM: program, PATH: "" })).toBe(program);
});

test("a CHROMIUM that names no program is not replaced by another in silence", () => {
  expect(findChromium({ CHROMIUM: join(folder, "none"), PATH: folder })).toBeUndefined();
});
