import { expect, test } from "vitest";
import { listExamples } from "#server/notebooks/list-examples.ts";

test("every chapter of the book has a title and says what it is about, each in words of its own", () => {
  const book = listExamples(".");
  expect(book[0]).toMatchObject({ name: "01-first-backtest", title: "Your first backtest" });
  expect(book.length).toBeGreaterThanOrEqual(16);
  for (const { title, about } of book) expect([title.length > 3, about.length > 30]).toEqual([true, true]);
  expect(new Set(book.map(({ title }) => title)).size).toBe(book.length);
  expect(new Set(book.map(({ about }) => about)).size).toBe(book.length);
});
