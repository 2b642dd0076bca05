import { describe, expect, it } from "vitest";
import { textOf, tryText } from "#test/fuzz/fuzz-target.ts";
import { TARGETS } from "#test/fuzz/targets.ts";

/** A slice of `npm run fuzz`, which goes on for a minute. */
describe.each(TARGETS.map((target) => [target.name, target] as const))(
  "the reader of %s",
  (_name, target) => {
    it("reads bent texts or refuses them in words, and does some of both", () => {
      let read = 0;
      for (let seed = 0; seed < 80; seed++) if (tryText(target, textOf(target, seed))) read += 1;
      expect(read).toBeGreaterThan(5);
      expect(read).toBeLessThan(75);
    });
  },
);
