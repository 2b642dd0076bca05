import { expect, it } from "vitest";
import { openBeliefChain } from "#engine/experiments/search/gaussian/belief-chain.ts";
import type { Observations } from "#engine/experiments/search/gaussian/process.ts";
import type { SearchTrial } from "#engine/experiments/search/sampler.ts";

const trials = Array.from({ length: 24 }, (_, number): SearchTrial => {
  const at = (number * 0.618) % 1;
  return { number, point: [at], losses: [Math.sin(9 * at)], state: "complete", steps: 0, violation: 0 };
});
let fits = 0;
const observe = (found: readonly SearchTrial[]): Observations => {
  fits += 1;
  return {
    axes: [{ isChoice: false }],
    places: found.map(({ point }) => Float64Array.from(point)),
    values: Float64Array.from(found, ({ losses }) => -(losses[0] ?? NaN)),
  };
};
const open = () => openBeliefChain(6, observe);

it("beliefs follow from the trials, however many were told between two calls", () => {
  const [oneByOne, byFours, atOnce] = [open(), open(), open()];
  for (let count = 6; count < trials.length; count++) oneByOne(trials.slice(0, count));
  for (let count = 8; count < trials.length; count += 4) byFours(trials.slice(0, count));
  const { beliefs } = atOnce(trials);
  expect(oneByOne(trials).beliefs).toEqual(beliefs);
  expect(byFours(trials).beliefs).toEqual(beliefs);
});

it("the same trials are fitted once, and those that follow only once more", () => {
  const fit = open();
  const first = fit(trials.slice(0, 20));
  fits = 0;
  expect(fit(trials.slice(0, 20))).toBe(first);
  expect(fits).toBe(0);
  fit(trials.slice(0, 21));
  expect(fits).toBe(1);
});

it("a trial with another outcome is seen, and what followed from it forgotten", () => {
  const fit = open();
  fit(trials);
  const changed = trials.with(15, { ...(trials[15] as SearchTrial), losses: [2] });
  expect(fit(changed).beliefs).toEqual(open()(changed).beliefs);
  expect(fit(changed.slice(0, 10)).beliefs).toEqual(open()(trials.slice(0, 10)).beliefs);
});
