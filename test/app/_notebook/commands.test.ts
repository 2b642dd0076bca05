import { expect, test } from "vitest";
import { COMMANDS } from "#app/_notebook/commands.ts";
import { keyName, shownKey } from "#app/_notebook/key-name.ts";

const press = (key: string, more: Partial<Parameters<typeof keyName>[0]> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test("no two commands have one id or one key", () => {
  const ids = COMMANDS.map((command) => command.id);
  const keys = COMMANDS.flatMap((command) => command.keys ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a key has one name on every system and keyboard", () => {
  expect(press("Enter", { metaKey: true })).toBe("Mod+Enter");
  expect(press("?", { shiftKey: true })).toBe("?");
  expect(press("J", { shiftKey: true })).toBe("Shift+J");
  expect(press("_", { ctrlKey: true, shiftKey: true })).toBe("Mod+Shift+-");
});

test("a key is shown as it is written on the keyboard", () => {
  expect(shownKey("Mod+Shift+Enter", false)).toBe("Ctrl Shift Enter");
  expect(shownKey("Mod+k", true)).toBe("⌘ K");
  expect(shownKey("d d", false)).toBe("D D");
});
