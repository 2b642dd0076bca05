import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  escapeMarkdown,
  escapeTemplate,
  isLiveMarkdown,
  splitMarkdown,
  unescapeTemplate,
  withBlanks,
  withoutHoles,
  withoutValues,
} from "#engine/notebook/markdown-template.ts";
import { nastyText } from "#test/arbitraries/notebooks.ts";

const holes = (source: string) => splitMarkdown(source).holes.map(({ code }) => code);

/** A template's text as JavaScript reads it, its holes as they stand in the source. */
const evaluated = (source: string) =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the sandbox does with it
  (new Function(`return \`${source}\``) as () => string)();

describe("live markdown", () => {
  test.each([
    ["the best is ${best.fast} of ${n}", ["best.fast", "n"]],
    ["`${code}` and ``a ` ${b}`` are shown", []],
    ["```ts\n`${x}`\n```\nbut ${y}", ["y"]],
    ["~~~\n${x}\n~~~", []],
    ["an open fence\n```\n${x}", []],
    ["a price of \\${x}", []],
    ["a lone ` and ${x}", ["x"]],
    ["${rows.map((r) => `${r.a}`).join()} nested", ["rows.map((r) => `${r.a}`).join()"]],
    ["maths $x^2$ and $$\\frac{a}{b}$$", []],
  ])("finds the values of %j", (source, found) => {
    expect(holes(source)).toEqual(found);
    expect(isLiveMarkdown(source)).toBe(found.length > 0);
  });

  test("values that are not computed stand as code, never as maths", () => {
    expect(withoutValues("is ${a.b} and $x$")).toBe("is `${a.b}` and $x$");
    expect(withoutValues("is ${`b`}")).toBe("is `${...}`");
    expect(withBlanks("is ${a.b} and $x$, `${c}`")).toMatch(/^is `\u2007{4}` and \$x\$, `\$\{c\}`$/);
    expect(withoutHoles("is ${a.b} and $x$, `${c}`")).toBe("is … and $x$, `${c}`");
  });

  test("texts and holes joined again are the source", () => {
    fc.assert(
      fc.property(nastyText, (source) => {
        const { texts, holes: found } = splitMarkdown(source);
        const whole = texts
          .map((text, i) => text + (i < found.length ? `\${${found[i]?.code ?? ""}}` : ""))
          .join("");
        expect(whole).toBe(source);
        for (const { start, code } of found) expect(source.slice(start, start + code.length)).toBe(code);
      }),
      { numRuns: 500 },
    );
  });

  test("text without values survives being a template, whatever it holds", () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        expect(unescapeTemplate(escapeTemplate(text))).toBe(text);
        // A template reads \r and \r\n as \n, by the language's own rule.
        expect(evaluated(escapeTemplate(text))).toBe(text.replace(/\r\n?/g, "\n"));
        if (!isLiveMarkdown(text)) expect(evaluated(escapeMarkdown(text))).toBe(text.replace(/\r\n?/g, "\n"));
      }),
      { numRuns: 500 },
    );
  });
});
