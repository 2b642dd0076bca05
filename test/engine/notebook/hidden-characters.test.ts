import { expect, test } from "vitest";
import { showHidden, withoutHidden } from "#engine/notebook/hidden-characters.ts";

test("a name loses what turns text around, and keeps every letter, joiner and space", () => {
  expect(withoutHidden("Olga\u202e\u2066 (owner)\u0007")).toBe("Olga (owner)");
  for (const name of ["Olga Ünal", "علی رضایی", "می\u200cخواهم", "👩\u200d🔬", "עדה", "a\tb\nc"])
    expect(withoutHidden(name)).toBe(name);
});

test("code shows what it hides: a comment that only looks like one, a name with a space of no width", () => {
  expect(showHidden("/*\u202e } \u2066if (admin)\u2069 */")).toBe(
    "/*⟦U+202E⟧ } ⟦U+2066⟧if (admin)⟦U+2069⟧ */",
  );
  expect(showHidden("pri\u200bce")).toBe("pri⟦U+200B⟧ce");
  expect(showHidden("const a = 1;\n\tb")).toBe("const a = 1;\n\tb");
});
