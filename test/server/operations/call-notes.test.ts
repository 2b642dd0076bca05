import { expect, test } from "vitest";
import type { CallNotes } from "#server/operations/call-notes.ts";
import { noteCall, withCallNotes } from "#server/operations/call-notes.ts";

test("what is noted while calls are answered side by side stays with each call, and outside of one is nothing", async () => {
  const { promise: both, resolve } = Promise.withResolvers<void>();
  let begun = 0;
  const answer = async (run: string) => {
    noteCall({ procedure: "runs.record" });
    begun += 1;
    if (begun === 2) resolve();
    await both;
    noteCall({ run, procedure: "runs.list" });
  };
  const calls: CallNotes[] = [
    { request: "a", route: "trpc" },
    { request: "b", route: "trpc" },
  ];
  await Promise.all(calls.map((notes, at) => withCallNotes(notes, () => answer(`r${at}`))));
  noteCall({ run: "lost" });
  expect(calls).toEqual([
    { request: "a", route: "trpc", procedure: "runs.record, runs.list", run: "r0" },
    { request: "b", route: "trpc", procedure: "runs.record, runs.list", run: "r1" },
  ]);
});
