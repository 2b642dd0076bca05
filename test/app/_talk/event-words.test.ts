import { expect, test } from "vitest";
import { eventWords } from "#app/_talk/event-words.ts";

test("events are sentences; without accounts it was you", () => {
  const told = { author: "Ann", about: "before the split" };
  expect(eventWords({ ...told, kind: "named" })).toBe("Ann named a version: before the split");
  expect(eventWords({ author: null, kind: "created", about: "Trend" })).toBe("You made this notebook");
  expect(eventWords({ author: null, kind: "suggested", about: "" })).toBe("You suggested changes");
});
