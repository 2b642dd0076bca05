import { expect, test } from "vitest";
import { indentOf } from "#app/_cells/hanging-indent.ts";

test("a line's indent is its blanks, tabs up to their next stop", () => {
  expect(["", "a", "   a b", "\ta", " \t a"].map((text) => indentOf(text, 2))).toEqual([0, 0, 3, 2, 3]);
});
