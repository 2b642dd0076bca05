import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { openStudyLocks } from "#server/jobs/study-locks.ts";
import { openEmpty } from "../open-copy.ts";

const warnings: string[] = [];
const hear = ({ message }: Error): void => void warnings.push(message);
process.on("warning", hear);
afterAll(() => process.off("warning", hear));

const url = await openEmpty();
const [one, other] = [await openStudyLocks(url), await openStudyLocks(url)];
afterAll(() => Promise.all([one.close(), other.close()]));

test("a lock is one holder's, whoever asks at the same moment, until it is let go", async () => {
  const id = randomUUID();
  expect((await Promise.all([one.take(id), one.take(id), other.take(id)])).filter(Boolean)).toHaveLength(1);
  await Promise.all([one.release(id), other.release(id)]);
  expect(await other.take(id)).toBe(true);
});

test("many are taken and let go at once, and the driver is asked one thing at a time", async () => {
  const ids = Array.from({ length: 50 }, () => randomUUID());
  const taken = await Promise.all(ids.map((id) => one.take(id)));
  expect(taken.every(Boolean)).toBe(true);
  await Promise.all([...ids.map((id) => one.release(id)), ...ids.map((id) => other.take(id))]);
  await new Promise(setImmediate);
  expect(warnings.filter((words) => words.includes("client.query()"))).toEqual([]);
});
