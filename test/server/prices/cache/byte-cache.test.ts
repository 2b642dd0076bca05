import { expect, test } from "vitest";
import { byteCache } from "#server/prices/cache/byte-cache.ts";

test("a byte cache drops the longest unused and never holds more than its bound", () => {
  const cache = byteCache(10);
  cache.set("a", new Uint8Array(4));
  cache.set("b", new Uint8Array(4));
  expect(cache.get("a")).toBeDefined();
  cache.set("c", new Uint8Array(4));
  expect([cache.get("a"), cache.get("b"), cache.get("c")].map((value) => value !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
  cache.set("huge", new Uint8Array(11));
  expect(cache.get("huge")).toBeUndefined();
  expect(cache.bytes).toBe(8);
});
