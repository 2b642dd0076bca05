import { expect, test } from "vitest";
import { fixedSources } from "#app/_outputs/apply-fix.ts";

const cells = [
  { id: "a", source: "const fest = 1" },
  { id: "b", source: "fest + fest" },
];
const edit = (cellId: string, from: number, to: number) => ({ cellId, from, to, text: "fast" });

test("a fix changes every place of every cell that it names, wherever its edits stand in the list", () => {
  const fix = { title: "rename", edits: [edit("b", 0, 4), edit("a", 6, 10), edit("b", 7, 11)] };
  expect([...(fixedSources(fix, cells) ?? [])]).toEqual([
    ["b", "fast + fast"],
    ["a", "const fast = 1"],
  ]);
});

test("a fix that no longer fits the text changes nothing", () => {
  expect(fixedSources({ title: "late", edits: [edit("b", 0, 99)] }, cells)).toBeNull();
  expect(fixedSources({ title: "gone", edits: [edit("c", 0, 1)] }, cells)).toBeNull();
  expect(fixedSources({ title: "overlap", edits: [edit("b", 0, 4), edit("b", 2, 6)] }, cells)).toBeNull();
});
