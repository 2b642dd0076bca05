import { expect, test } from "vitest";
import { notebookLevel } from "#server/access/notebook-level.ts";
import { LEVELS, levelHolds, ROLES, roleMay } from "#server/access/roles.ts";
import type { Level, Role } from "#server/access/roles.ts";

const me = { id: "me" };
const facts = { ownerId: "other", shared: "none", granted: "none", role: "member" } as const;

/** By hand, from issue 7: role, what the workspace may, what I was given, whose it is, and what I may then. */
const CASES: readonly (readonly [Role | null, Level, Level, "mine" | "other", Level])[] = [
  [null, "edit", "own", "mine", "none"],
  ["viewer", "none", "none", "other", "none"],
  ["viewer", "view", "none", "other", "view"],
  ["viewer", "edit", "none", "other", "run"],
  ["viewer", "none", "own", "other", "run"],
  ["viewer", "none", "none", "mine", "run"],
  ["member", "none", "none", "other", "none"],
  ["member", "comment", "none", "other", "comment"],
  ["member", "view", "edit", "other", "edit"],
  ["member", "edit", "view", "other", "edit"],
  ["member", "none", "own", "other", "own"],
  ["member", "none", "none", "mine", "own"],
  ["admin", "none", "none", "other", "none"],
  ["admin", "none", "view", "other", "view"],
  ["admin", "view", "none", "other", "own"],
  ["owner", "none", "none", "other", "none"],
  ["owner", "comment", "none", "other", "own"],
];

test.each(CASES)("a %s with %s shared, %s given, notebook %s: %s", (role, shared, granted, whose, may) => {
  const ownerId = whose === "mine" ? "me" : "other";
  expect(notebookLevel(me, { ownerId, shared, granted, role })).toBe(may);
});

test("more given never means less allowed", () => {
  for (const role of ROLES)
    for (const [at, granted] of LEVELS.entries()) {
      const before = LEVELS[Math.max(0, at - 1)] ?? "none";
      const now = notebookLevel(me, { ...facts, role, granted });
      expect(levelHolds(now, notebookLevel(me, { ...facts, role, granted: before }))).toBe(true);
    }
});

test("each role may what the ones before it may, and who has none may nothing", () => {
  expect(ROLES.map((role) => roleMay(role, "work"))).toEqual([false, true, true, true]);
  expect(ROLES.map((role) => roleMay(role, "manage"))).toEqual([false, false, true, true]);
  expect(ROLES.map((role) => roleMay(role, "rule"))).toEqual([false, false, false, true]);
  expect(roleMay(null, "look")).toBe(false);
});
