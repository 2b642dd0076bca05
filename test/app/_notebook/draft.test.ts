import { expect, test } from "vitest";
import { Autosave } from "#app/_notebook/autosave.ts";
import { Draft, type DraftStorage } from "#app/_notebook/draft.ts";

function storage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("two windows keep a draft each, and saving in one does not drop the other's", () => {
  const browser = storage();
  const [left, right] = ["1", "2"].map((page) => new Draft("n", browser, page));
  left?.keep("of the left", "r1");
  right?.keep("of the right", "r1");
  right?.keep(null, "r1");
  expect(new Draft("n", browser, "3").take()).toEqual({ revision: "r1", source: "of the left" });
  expect(new Draft("n", browser, "3").take()).toBeNull();
});

test("a draft of another notebook whose name begins alike is left alone", () => {
  const browser = storage();
  new Draft("n.1", browser, "1").keep("other", "r");
  new Draft("n1", browser, "1").keep("other", "r");
  expect(new Draft("n", browser, "2").take()?.source).not.toBe("typed");
});

test("a draft upon an older revision is a conflict at once, and is kept until somebody decides", () => {
  const kept: (string | null)[] = [];
  const autosave = new Autosave({
    revision: "new",
    source: "",
    read: () => "mine",
    save: () => Promise.reject(new Error("must not be saved")),
    keepDraft: (source) => kept.push(source),
  });
  autosave.meet("new");
  expect(autosave.state()).toEqual({ kind: "conflict", theirs: "new" });
  autosave.touch();
  autosave.resolve("new", false);
  expect(kept).toEqual(["mine", null]);
  autosave.dispose();
});
