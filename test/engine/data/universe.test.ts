import { describe, expect, it } from "vitest";
import { createUniverse } from "#engine/index.ts";

describe("createUniverse", () => {
  const universe = createUniverse("index", [
    { symbol: "B", from: 10, to: 20 },
    { symbol: "A", from: 0 },
    { symbol: "B", from: 30 },
  ]);

  it("knows its members as of a moment: from its first one, until its last, back again", () => {
    expect([5, 10, 19, 20, 30].map((time) => universe.membersAt(time).join(""))).toEqual([
      "A",
      "AB",
      "AB",
      "A",
      "AB",
    ]);
    expect(universe.symbols).toEqual(["A", "B"]);
    expect(universe.isMember("C", 5)).toBe(false);
  });

  it("refuses memberships that overlap or end before they begin", () => {
    expect(() =>
      createUniverse("x", [
        { symbol: "A", from: 0 },
        { symbol: "A", from: 5, to: 6 },
      ]),
    ).toThrow(/memberships of A in x overlap/);
    expect(() => createUniverse("x", [{ symbol: "A", from: 5, to: 5 }])).toThrow(/ends before it begins/);
  });
});
