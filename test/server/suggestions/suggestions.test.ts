import { describe, expect, test } from "vitest";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import type { Person } from "#server/access/actor.ts";
import { listNotifications, markRead } from "#server/activity/notifications.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { duplicateNotebook } from "#server/notebooks/duplicate-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { removeNotebook } from "#server/notebooks/remove-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { keepFindings } from "#server/revisions/keep-findings.ts";
import { listRevisions } from "#server/revisions/list-revisions.ts";
import { acceptSuggestion, closeSuggestion } from "#server/suggestions/decide-suggestion.ts";
import { getSuggestion, listSuggestions } from "#server/suggestions/get-suggestion.ts";
import { makeSuggestion } from "#server/suggestions/make-suggestion.ts";
import { openDesk } from "../access/desk.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const { owner, member, stranger } = people;

const page = (texts: Readonly<Record<string, string>>, title = "Trend") =>
  printNotebook({
    title,
    cells: Object.entries(texts).map(([id, source]) => ({ id, kind: "ts", source })),
  });

/** A shared notebook, a member's fork of it, and what both became. */
async function forked(mine: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>) {
  const { id } = await createNotebook(db, { source: page({ a: "1", b: "2", c: "3" }) }, owner);
  await db.prisma.notebook.update({ where: { id }, data: { shared: "view" } });
  const fork = await duplicateNotebook(db, { id }, member);
  const { title } = await getNotebook(db, { id: fork.id });
  const save = (of: string, baseRevision: string, source: string, who: Person) =>
    saveNotebook(db, { id: of, source, baseRevision }, who.id);
  const base = (await getNotebook(db, { id })).revision;
  const { revision } = await save(id, base, page(mine), owner);
  const offered = await save(fork.id, fork.revision, page(theirs, title), member);
  return { id, fork: fork.id, revision, offered: offered.revision };
}

describe("suggestions", () => {
  test("chosen cells of a fork are taken over into what the notebook became meanwhile", async () => {
    const mine = { a: "1", b: "mine", c: "3" };
    const { id, fork, revision, offered } = await forked(mine, { a: "one", b: "2", c: "three", d: "4" });
    const found = {
      ...{ cellId: "a", place: 0, strategy: "s", manifestHash: "m", resultHash: "r" },
      ...{ statistics: { sharpe: 1.5 }, time: [1], equity: [100] },
    };
    await keepFindings(db, { id: fork, revision: offered, findings: [found] });
    const { suggestionId } = await makeSuggestion(db, { id: fork, message: "slower is better" }, member);
    const opened = await getSuggestion(db, { id, suggestionId }, owner.id);
    expect(opened).toMatchObject({ author: "Member", own: false, status: "open", findings: [found] });
    expect(opened.source).toBe(page({ a: "one", b: "2", c: "three", d: "4" }));
    const cells = ["a", "d"];
    await acceptSuggestion(db, { id, suggestionId, cells, baseRevision: revision }, owner);
    expect((await getNotebook(db, { id })).source).toBe(page({ a: "one", b: "mine", c: "3", d: "4" }));
    const [newest] = await listRevisions(db, { id });
    expect(newest).toMatchObject({ author: "Olga", origin: "accepted from Member" });
    const again = { id, suggestionId, cells, baseRevision: newest?.revision ?? "" };
    await expect(acceptSuggestion(db, again, owner)).rejects.toThrow("decided already");
  });

  test("what was accepted upon an older text is refused, and the suggestion stays open", async () => {
    const { id, fork, revision } = await forked({ a: "1", b: "2", c: "mine" }, { a: "one", b: "2", c: "3" });
    const { suggestionId } = await makeSuggestion(db, { id: fork }, member);
    await saveNotebook(db, { id, source: page({ a: "later" }), baseRevision: revision }, owner.id);
    const accept = acceptSuggestion(db, { id, suggestionId, cells: ["a"], baseRevision: revision }, owner);
    await expect(accept).rejects.toMatchObject({ code: "conflict" });
    expect((await getSuggestion(db, { id, suggestionId }, owner.id)).status).toBe("open");
  });

  test("its author withdraws it, an editor declines it, nobody else closes it", async () => {
    const { id, fork } = await forked({ a: "1" }, { a: "one", b: "2", c: "3" });
    const first = await makeSuggestion(db, { id: fork }, member);
    const second = await makeSuggestion(db, { id: fork, message: "again" }, member);
    const list = await listSuggestions(db, { id }, member.id);
    expect(list.map(({ status, own }) => [status, own])).toEqual([
      ["open", true],
      ["withdrawn", true],
    ]);
    const which = { id, suggestionId: second.suggestionId };
    await expect(closeSuggestion(db, which, people.viewer)).rejects.toMatchObject({ code: "forbidden" });
    expect(await closeSuggestion(db, which, owner)).toEqual({ status: "declined" });
    await expect(closeSuggestion(db, { id, suggestionId: first.suggestionId }, member)).rejects.toThrow(
      "decided already",
    );
  });

  test("a notebook that is no fork, says nothing new or lost its original suggests nothing", async () => {
    const { id, fork } = await forked({ a: "1" }, { a: "1", b: "2", c: "3" });
    await expect(makeSuggestion(db, { id }, owner)).rejects.toThrow("not a fork");
    await expect(makeSuggestion(db, { id: fork }, member)).rejects.toThrow("nothing differs");
    await expect(makeSuggestion(db, { id: fork }, stranger)).rejects.toMatchObject({ code: "not-found" });
    await removeNotebook(db, { id });
    await expect(makeSuggestion(db, { id: fork }, member)).rejects.toMatchObject({ code: "not-found" });
  });

  test("its texts outlive the fork, and go with the notebook", async () => {
    const { id, fork } = await forked({ a: "1" }, { a: "only in the fork", b: "2", c: "3" });
    const { suggestionId } = await makeSuggestion(db, { id: fork }, member);
    await removeNotebook(db, { id: fork });
    expect((await getSuggestion(db, { id, suggestionId }, owner.id)).source).toContain("only in the fork");
    await removeNotebook(db, { id });
    expect(await db.prisma.notebookPiece.count({ where: { text: { contains: "only in the fork" } } })).toBe(
      0,
    );
  });

  test("the owner hears of an offer, its author of the decision; each once, and of nothing that they may not see", async () => {
    const { id, fork, revision } = await forked({ a: "1", b: "2", c: "3" }, { a: "one", b: "2", c: "3" });
    const { suggestionId } = await makeSuggestion(db, { id: fork, message: "listen" }, member);
    const [heard] = await listNotifications(db, owner);
    expect(heard).toMatchObject({
      kind: "suggested",
      reason: "suggestion",
      author: "Member",
      about: "listen",
      read: false,
    });
    await markRead(db, { upTo: heard?.id ?? "0" }, owner);
    expect((await listNotifications(db, owner)).every(({ read }) => read)).toBe(true);
    await acceptSuggestion(db, { id, suggestionId, cells: ["a"], baseRevision: revision }, owner);
    expect((await listNotifications(db, member))[0]).toMatchObject({
      kind: "accepted",
      notebookId: id,
      author: "Olga",
    });
    await db.prisma.notebook.update({ where: { id }, data: { shared: "none" } });
    expect((await listNotifications(db, member)).some(({ notebookId }) => notebookId === id)).toBe(false);
  });
});
