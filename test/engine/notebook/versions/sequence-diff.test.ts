import fc from "fast-check";
import { expect, test } from "vitest";
import { diffSequences } from "#engine/notebook/versions/sequence-diff.ts";

const sequence = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 14 });

/** Length of a longest common subsequence by the textbook's table. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const item of a) {
    let corner = 0;
    b.forEach((other, j) => {
      const above = row[j + 1] ?? 0;
      row[j + 1] = item === other ? corner + 1 : Math.max(above, row[j] ?? 0);
      corner = above;
    });
  }
  return row[b.length] ?? 0;
}

test("stretches cover both sequences in order, and equal ones are equal", () => {
  fc.assert(
    fc.property(sequence, sequence, fc.constantFrom(2, 1000), (before, after, maxEdits) => {
      const stretches = diffSequences(before, after, maxEdits);
      let [x, y] = [0, 0];
      for (const { same, before: b, after: a } of stretches) {
        expect([b[0], a[0]]).toEqual([x, y]);
        if (same) expect(before.slice(...b)).toEqual(after.slice(...a));
        [x, y] = [b[1], a[1]];
      }
      expect([x, y]).toEqual([before.length, after.length]);
    }),
    { numRuns: 500 },
  );
});

test("as much stays as in a longest common subsequence", () => {
  fc.assert(
    fc.property(sequence, sequence, (before, after) => {
      const kept = diffSequences(before, after).filter(({ same }) => same);
      const length = kept.reduce((sum, { before: [from, to] }) => sum + to - from, 0);
      expect(length).toBe(commonLength(before, after));
    }),
    { numRuns: 500 },
  );
});

test("neighbouring stretches are of different kinds", () => {
  fc.assert(
    fc.property(sequence, sequence, (before, after) => {
      const kinds = diffSequences(before, after).map(({ same }) => same);
      expect(kinds.some((kind, at) => kind && kinds[at + 1] === true)).toBe(false);
    }),
  );
});

test("past the bound of edits what lies between equal ends is replaced", () => {
  const stretches = diffSequences(["h", "a", "x", "b", "t"], ["h", "c", "x", "d", "t"], 1);
  expect(stretches.map(({ same, before }) => [same, ...before])).toEqual([
    [true, 0, 1],
    [false, 1, 4],
    [true, 4, 5],
  ]);
});
