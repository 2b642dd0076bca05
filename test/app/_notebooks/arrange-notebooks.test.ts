import { expect, test } from "vitest";
import { ago, arrangeNotebooks, tagsInUse } from "#app/_notebooks/arrange-notebooks.ts";
import { STARTERS, starterSource } from "#app/_notebooks/starters.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";

const notebook = (title: string, day: number, tags: string[], ran: string | null) => ({
  id: title,
  title,
  tags,
  revision: "",
  updatedAt: `2026-01-0${day}T00:00:00.000Z`,
  lastRunAt: ran,
  deletedAt: null,
  sparkline: [],
  looksAhead: false,
  owner: null,
  shared: "none" as const,
});
const ALL = [
  notebook("Momentum 10", 1, ["trend"], "2026-02-01T00:00:00.000Z"),
  notebook("Momentum 9", 2, ["trend", "sql"], null),
  notebook("Pairs", 3, ["sql"], "2026-01-05T00:00:00.000Z"),
];
const titles = (arrangement: Partial<Parameters<typeof arrangeNotebooks>[1]>) =>
  arrangeNotebooks(ALL, { words: "", tag: null, sort: "updated", ...arrangement }).map(({ title }) => title);

test("every word must be in the title or a tag", () => {
  expect(titles({ words: "MOM sql" })).toEqual(["Momentum 9"]);
  expect(titles({ tag: "trend" })).toEqual(["Momentum 9", "Momentum 10"]);
});

test("the order is by last edit, last run (never last) or title, numbers as numbers", () => {
  expect(titles({})).toEqual(["Pairs", "Momentum 9", "Momentum 10"]);
  expect(titles({ sort: "ran" })).toEqual(["Momentum 10", "Pairs", "Momentum 9"]);
  expect(titles({ sort: "title" })).toEqual(["Momentum 9", "Momentum 10", "Pairs"]);
});

test("tags come by how often they are used", () => {
  expect(tagsInUse(ALL)).toEqual(["sql", "trend"]);
});

test.each([
  [30, "just now"],
  [60, "1 minute ago"],
  [7200, "2 hours ago"],
  [86_400 * 3, "3 days ago"],
  [86_400 * 30, "2026-01-01"],
])("%d seconds later is %s", (seconds, words) => {
  const iso = "2026-01-01T00:00:00.000Z";
  expect(ago(iso, Date.parse(iso) + seconds * 1000)).toBe(words);
});

test("every starter is a whole notebook with a title, tags and cells of one id each", () => {
  for (const starter of STARTERS) {
    const { title, cells, meta } = parseNotebook(starterSource(starter));
    expect(title).toBe(starter.title);
    expect(meta?.["tags"]).toBe(starter.tags);
    expect(cells).toEqual(starter.cells);
  }
});
