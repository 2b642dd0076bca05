import { expect, test } from "vitest";
import { foldLines } from "#app/_history/fold-lines.ts";
import { diffLines } from "#engine/notebook/versions/line-diff.ts";

const numbered = Array.from({ length: 30 }, (_, at) => `line ${at}`);
const edited = (...places: readonly number[]) =>
  numbered.map((line, at) => (places.includes(at) ? "edited" : line));
const blocks = (...places: readonly number[]) =>
  foldLines(diffLines(numbered.join("\n"), edited(...places).join("\n"))).map(({ folded, lines }) => [
    folded,
    lines.length,
  ]);

test("unchanged lines far from a change are folded, three on each side stay", () => {
  expect(blocks(15)).toEqual([
    [true, 12],
    [false, 8],
    [true, 11],
  ]);
});

test("a gap of a few lines is shown", () => {
  expect(blocks(10, 19)).toEqual([
    [true, 7],
    [false, 8],
    [false, 2],
    [false, 8],
    [true, 7],
  ]);
});

test("texts that are equal fold into one", () => {
  expect(blocks()).toEqual([[true, 30]]);
});
