import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findText, replaceText, type TextQuery } from "#engine/notebook/find-text.ts";

const cells = ["const Fast = 1;\nfast + Fast", "a.b (a.b)", ""].map((source, index) => {
  return { id: `c${index}`, kind: "ts" as const, source };
});
const plain = (text: string, more: Partial<TextQuery> = {}): TextQuery => {
  return { text, matchCase: false, regex: false, ...more };
};

describe("finding in all cells", () => {
  test("matches come in page order with their lines; case counts when asked", () => {
    const lines = findText(cells, plain("fast")).map(({ cellId, line, from }) => [cellId, line, from]);
    expect(lines).toEqual([
      ["c0", 1, 6],
      ["c0", 2, 16],
      ["c0", 2, 23],
    ]);
    expect(findText(cells, plain("fast", { matchCase: true }))).toHaveLength(1);
  });

  test("plain text has no signs with a meaning, in search and replacement", () => {
    expect(findText(cells, plain("a.b"))).toHaveLength(2);
    expect(replaceText(cells, plain("a.b"), "$&")).toEqual(new Map([["c1", "$& ($&)"]]));
  });

  test("a regular expression replaces with its groups", () => {
    const query = plain("(\\w)\\.(\\w)", { regex: true });
    expect(replaceText(cells, query, "$2.$1")).toEqual(new Map([["c1", "b.a (b.a)"]]));
  });

  test("what is no regular expression is said, and nothing matches nothing", () => {
    expect(() => findText(cells, plain("(", { regex: true }))).toThrow("invalid regular expression");
    expect(findText(cells, plain("x*", { regex: true }))).toEqual([]);
    expect(findText(cells, plain(""))).toEqual([]);
  });

  test("every match stands where it says, for any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (source, text) => {
        const found = findText([{ id: "a", kind: "md", source }], plain(text, { matchCase: true }));
        expect(found.every(({ from, to }) => source.slice(from, to) === text)).toBe(true);
        expect(found.length).toBe(source.split(text).length - 1);
      }),
    );
  });
});
