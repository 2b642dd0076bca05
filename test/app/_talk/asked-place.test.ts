import { expect, test } from "vitest";
import { placeOf } from "#app/_talk/asked-place.ts";

test("news leads to the thread or to the suggestions that it tells of, else to the notebook", () => {
  const event = { notebookId: "n1", threadId: null };
  expect(placeOf({ ...event, threadId: "t1", kind: "commented" })).toBe("/notebooks/n1?thread=t1");
  expect(placeOf({ ...event, kind: "suggested" })).toBe("/notebooks/n1?suggestions=all");
  expect(placeOf({ ...event, kind: "declined" })).toBe("/notebooks/n1?suggestions=all");
  expect(placeOf({ ...event, kind: "ran" })).toBe("/notebooks/n1");
});
