import { expect, test } from "vitest";
import { joinedRead } from "#server/operations/joined-read.ts";

/** A stored number whose reads end when they are told to. */
function slowly() {
  const store = { value: 1, begun: 0, ends: [] as (() => void)[] };
  const read = async () => {
    store.begun += 1;
    const seen = store.value;
    const { promise, resolve } = Promise.withResolvers<void>();
    store.ends.push(resolve);
    await promise;
    return seen;
  };
  return { store, read };
}

test("who asks while a read is under way is given one that begins later, together with all who wait", async () => {
  const { store, read } = slowly();
  const joined = joinedRead<number>();
  const first = joined(read);
  store.value = 2; // written while the first read is under way
  const waiting = [joined(read), joined(read), joined(read)];
  expect(store.begun).toBe(1);
  store.ends[0]?.();
  expect(await first).toBe(1);
  await expect.poll(() => store.begun).toBe(2);
  store.ends[1]?.();
  expect(await Promise.all(waiting)).toEqual([2, 2, 2]);
  expect(store.begun).toBe(2);
});

test("a read that fails is told to those who shared it, and the next begins anew", async () => {
  const joined = joinedRead<number>();
  await expect(joined(() => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await joined(async () => 3)).toBe(3);
});
