import { expect, test } from "vitest";
import { optionsOf } from "#server/reference/describe-options.ts";

const SOURCE = `
export interface Run<P> {
  /** What it
   * costs. */
  readonly fees?: Fees;
  readonly bars: Bars;
  readonly seed?: number;
}
export interface Sweep<P> extends Omit<Run<P>, "bars"> {
  /** Sets to try. */
  readonly grid: Record<string, number[]>;
  /** Its own. */
  readonly seed?: number;
}
`;
const sources = new Map([
  ["Run", SOURCE],
  ["Sweep", SOURCE],
]);

test("options are an interface's members, its own before those that it extends, without what it omits", () => {
  expect(optionsOf(sources, "Sweep")).toEqual([
    { name: "grid", type: "Record<string, number[]>", isNeeded: true, description: "Sets to try." },
    { name: "seed", type: "number", isNeeded: false, description: "Its own." },
    { name: "fees", type: "Fees", isNeeded: false, description: "What it costs." },
  ]);
  expect(optionsOf(sources, "Absent")).toEqual([]);
});
