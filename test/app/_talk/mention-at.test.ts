import { describe, expect, test } from "vitest";
import { mentionAt, offered, withMention } from "#app/_talk/mention-at.ts";

const people = ["Ann Lee", "Ann", "Max Moor", "Änne Ost"].map((name) => ({ name, id: name }));
const names = (begun: string) => offered(people, begun).map(({ name }) => name);

describe("a name that is written after an @", () => {
  test("begins at the @ before the caret, and not in an address", () => {
    expect(mentionAt("look, @ma please", 9)).toEqual({ at: 6, begun: "ma" });
    expect(mentionAt("@", 1)).toEqual({ at: 0, begun: "" });
    expect(mentionAt("(@Ann Le", 8)).toEqual({ at: 1, begun: "Ann Le" });
    expect([mentionAt("max@desk", 8), mentionAt("@ max", 5), mentionAt("@a\nb", 4)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("is offered by the beginning of any of its words, and not any more once it is whole", () => {
    expect(names("")).toEqual(["Ann Lee", "Ann", "Max Moor", "Änne Ost"]);
    expect(names("an")).toEqual(["Ann Lee", "Ann"]);
    expect([names("moo"), names("än"), names("ann l")]).toEqual([["Max Moor"], ["Änne Ost"], ["Ann Lee"]]);
    expect([names("max moor"), names("max moor look"), names("nobody")]).toEqual([[], [], []]);
  });

  test("is written out with one space after it, where the caret stands then", () => {
    const end = withMention("hi @ma", { at: 3, begun: "ma" }, "Max Moor");
    expect(end).toEqual({ text: "hi @Max Moor ", caret: 13 });
    const middle = withMention("hi @ma, and you", { at: 3, begun: "ma" }, "Max Moor");
    expect(middle.text).toBe("hi @Max Moor , and you");
    expect(withMention("@a b", { at: 0, begun: "a" }, "Ann")).toEqual({ text: "@Ann b", caret: 5 });
  });
});
