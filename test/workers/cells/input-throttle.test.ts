import { expect, test } from "vitest";
import { createInputThrottle } from "#workers/cells/input-throttle.ts";

test("a drag of a thousand values becomes two messages: the first, and the newest once the cells are done", () => {
  const sent: [string, unknown][] = [];
  const throttle = createInputThrottle((name, value) => sent.push([name, value]));
  for (let value = 0; value < 1000; value++) throttle.set("fast", value);
  expect(sent).toEqual([["fast", 0]]);
  throttle.ready();
  expect(sent).toEqual([
    ["fast", 0],
    ["fast", 999],
  ]);
  throttle.ready();
  throttle.set("slow", 1);
  expect(sent.at(-1)).toEqual(["slow", 1]);
  throttle.ready();
});
