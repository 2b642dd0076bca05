import { expect, test } from "vitest";
import { isBare, nextPage } from "#app/_account/signed-out.ts";

test("signing in leads back to a page of this app, never to another site", () => {
  expect(nextPage("?next=/notebooks/abc?x=1")).toBe("/notebooks/abc?x=1");
  for (const foreign of ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", ""])
    expect(nextPage(`?next=${encodeURIComponent(foreign)}`)).toBe("/notebooks");
});

test("pages in front of the app stand alone, pages of it do not", () => {
  const alone = ["/sign-in", "/join", "/reset", "/s/abc", "/embed/abc"];
  const inside = ["/notebooks", "/studies", "/settings", "/", "/account"];
  expect([alone.every(isBare), inside.some(isBare)]).toEqual([true, false]);
});
