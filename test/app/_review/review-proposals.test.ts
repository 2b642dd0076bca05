import { expect, test } from "vitest";
import { firstChoice, outcomeWords, reviewProposals } from "#app/_review/review-proposals.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";

const page = (texts: Readonly<Record<string, string>>): NotebookDocument => ({
  title: "T",
  cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
});
const base = page({ a: "1", b: "1", c: "1", d: "1\n2\n3\n4" });
const mine = page({ a: "1", b: "mine", c: "both", d: "one\n2\n3\n4" });
const theirs = page({ a: "2", b: "theirs", c: "both", d: "1\n2\n3\nfour", e: "new" });

test("a suggestion is shown as it would change the notebook as it is now", () => {
  const shown = reviewProposals(base, mine, theirs).map(({ proposal, change }) => [
    proposal.cellId,
    outcomeWords(proposal),
    change?.kind,
    change?.before?.source,
    change?.after?.source,
  ]);
  expect(shown).toEqual([
    ["a", "", "changed", "1", "2"],
    ["b", "replaces your own edit", "changed", "mine", "theirs"],
    ["d", "joined with your own edit", "changed", "one\n2\n3\n4", "one\n2\n3\nfour"],
    ["e", "", "added", undefined, "new"],
  ]);
});

test("what would replace an edit of one's own is not chosen to begin with", () => {
  expect([...firstChoice(reviewProposals(base, mine, theirs))]).toEqual(["a", "d", "e"]);
});
