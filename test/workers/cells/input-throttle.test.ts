import { expect, test } from "vitest";
import { createHeldInputs } from "#workers/cells/held-inputs.ts";
import { createInputThrottle } from "#workers/cells/input-throttle.ts";

test("a drag of a thousand values becomes three messages: the first, one that waits for it, and the newest once the cells are done", () => {
  const sent: unknown[][] = [];
  const throttle = createInputThrottle((...message) => sent.push(message));
  for (let value = 0; value < 1000; value++) throttle.set("fast", value);
  expect(sent).toEqual([
    ["fast", 0, false],
    ["fast", 1, true],
  ]);
  throttle.ready();
  expect(sent.at(-1)).toEqual(["fast", 999, true]);
  throttle.ready();
  throttle.ready();
  throttle.set("slow", 1);
  expect(sent.at(-1)).toEqual(["slow", 1, false]);
  expect(sent).toHaveLength(4);
  throttle.ready();
});

/** Inputs over cells that are at rest when they are told so. */
function held() {
  const set: unknown[][] = [];
  return { set, inputs: createHeldInputs((...input) => set.push(input)) };
}

test("a value that waits goes to the cells when they are done with the one before, the newest of its name alone", () => {
  const { set, inputs } = held();
  inputs.take("fast", 1, false);
  inputs.take("fast", 2, true);
  inputs.take("fast", 3, true);
  expect(set).toEqual([["fast", 1]]);
  inputs.settled();
  expect(set).toEqual([
    ["fast", 1],
    ["fast", 3],
  ]);
  inputs.settled();
  inputs.take("fast", 4, true);
  expect(set).toHaveLength(3);
});

test("a value that does not wait supersedes what waits; after a Stop nothing does", () => {
  const { set, inputs } = held();
  inputs.take("fast", 1, false);
  inputs.take("fast", 2, true);
  inputs.take("fast", 3, false);
  inputs.settled();
  inputs.take("slow", 1, false);
  inputs.take("slow", 2, true);
  inputs.clear();
  inputs.settled();
  expect(set).toEqual([
    ["fast", 1],
    ["fast", 3],
    ["slow", 1],
  ]);
});

test("a value that the cells have already keeps nobody waiting", () => {
  const { set, inputs } = held();
  inputs.take("fast", 1, false);
  inputs.settled();
  inputs.take("fast", 1, false);
  inputs.take("fast", 2, true);
  expect(set).toEqual([
    ["fast", 1],
    ["fast", 2],
  ]);
  expect(inputs.all).toEqual(new Map([["fast", 2]]));
});
