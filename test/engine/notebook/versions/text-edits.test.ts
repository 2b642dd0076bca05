import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textEdits } from "#engine/notebook/versions/text-edits.ts";

const letters = fc.string({ unit: fc.constantFrom("a", "b", "\n", "😀", "😁", "x = 1;\n"), maxLength: 60 });

describe("edits of a text", () => {
  test("carried out from the last to the first they make the new text, and cut no letter in two", () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        let text = before;
        for (const { at, remove, insert } of textEdits(before, after)) {
          expect(insert.isWellFormed()).toBe(true);
          text = text.slice(0, at) + insert + text.slice(at + remove);
          expect(text.isWellFormed()).toBe(true);
        }
        expect(text).toBe(after);
      }),
    );
  });

  test("a line between two changed ones stays as it is", () => {
    const edits = textEdits("one\ntwo\nthree\n", "ONE\ntwo\nTHREE\n");
    expect(edits).toEqual([
      { at: 8, remove: 5, insert: "THREE" },
      { at: 0, remove: 3, insert: "ONE" },
    ]);
  });
});
