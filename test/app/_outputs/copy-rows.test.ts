import { expect, test } from "vitest";
import { cutText, isOwnSelection, tabSeparated } from "#app/_outputs/copy-rows.ts";
import type { ShownColumn } from "#app/_outputs/read-table.ts";

const long = "word ".repeat(500);

test("a cut text says how long it is, and its cell is copied whole", () => {
  expect(cutText(long, 4)).toBe("word… (2,500 characters)");
  expect(cutText("word", 4)).toBe("word");
  const column: ShownColumn = { name: "note", kind: "text", decimals: 0, values: [long] };
  const cell = { fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 0 };
  expect(tabSeparated([column], null, cell, false)).toBe(long);
});

test("words that a person marked are copied as marked, unless the mark of a cut text is among them", () => {
  expect([isOwnSelection(""), isOwnSelection("word wo"), isOwnSelection(cutText(long, 9))]).toEqual([
    false,
    true,
    false,
  ]);
});
