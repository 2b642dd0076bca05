import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

/** Frames of an animation, which are no selectors. */
const FRAME = /^(from|to|\d+%)$/;

/** The selectors of a module's rules, without what is global in them. */
function selectorsOf(css: string): string[] {
  return [...css.replaceAll(/\/\*[^]*?\*\//g, "").matchAll(/([^{};]+)\{/g)]
    .map(([, text = ""]) => text.trim())
    .filter((text) => !text.startsWith("@"))
    .flatMap((text) => text.replaceAll(/:global\([^)]*\)/g, "").split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
    .filter((selector) => !FRAME.test(selector));
}

test("every selector of a CSS module names a class of its own, without which no page is built", () => {
  const impure = globSync("app/**/*.module.css", { cwd: ROOT }).flatMap((file) =>
    selectorsOf(readFileSync(join(ROOT, file), "utf8"))
      .filter((selector) => !/\.[A-Za-z_]/.test(selector))
      .map((selector) => `${file}: ${selector}`),
  );
  expect(impure).toEqual([]);
});

test("a selector of attributes alone is found", () => {
  const css =
    '.a { color: red } /* .b */ [data-x="1"] [data-y] { margin: 0 } @media (width < 9px) { .c, td { top: 0 } }';
  expect(selectorsOf(css).filter((selector) => !/\.[A-Za-z_]/.test(selector))).toEqual([
    '[data-x="1"] [data-y]',
    "td",
  ]);
});
