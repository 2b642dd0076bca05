import { describe, expect, test } from "vitest";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { notebookEvents, workspaceEvents } from "#server/activity/list-events.ts";
import { listNotifications } from "#server/activity/notifications.ts";
import { addComment } from "#server/comments/add-comment.ts";
import { changeComment, resolveThread } from "#server/comments/change-comment.ts";
import { listComments } from "#server/comments/list-comments.ts";
import { namedIn, readersOf } from "#server/comments/mentioned.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { getRevision } from "#server/revisions/get-revision.ts";
import { openDesk } from "../access/desk.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const { owner, member, admin, stranger } = people;
const page = (source: string) => printNotebook({ title: "Trend", cells: [{ id: "a", kind: "ts", source }] });

async function shared() {
  const { id, revision } = await createNotebook(db, { source: page("first text") }, owner);
  await db.prisma.notebook.update({ where: { id }, data: { shared: "comment" } });
  return { id, revision };
}

describe("comments", () => {
  test("a comment stays with the cell's text that it is about, whatever is typed next", async () => {
    const { id, revision } = await shared();
    const typed = await saveNotebook(
      db,
      { id, source: page("typed"), baseRevision: revision, typing: true },
      owner.id,
    );
    await addComment(db, { id, body: "why?", cellId: "a", revision: typed.revision }, member.id);
    const later = { id, source: page("typed over"), baseRevision: typed.revision, typing: true };
    await saveNotebook(db, later, owner.id);
    const [thread] = await listComments(db, { id }, member.id);
    expect(thread).toMatchObject({ author: "Member", own: true, cellId: "a", quote: "typed", body: "why?" });
    expect((await getRevision(db, { id, number: 2 })).source).toBe(page("typed"));
    const lost = addComment(db, { id, body: "x", cellId: "a", revision: "0".repeat(64) }, member.id);
    await expect(lost).rejects.toMatchObject({ code: "conflict" });
    await expect(addComment(db, { id, body: "x", cellId: "z", revision }, member.id)).rejects.toThrow(
      "unknown cell",
    );
  });

  test("a thread is answered, settled, and opened again by the next answer", async () => {
    const { id, revision } = await shared();
    const { commentId: threadId } = await addComment(db, { id, body: "why?", revision }, member.id);
    await addComment(db, { id, body: "because", revision, threadId }, owner.id);
    await resolveThread(db, { id, threadId, resolved: true }, owner.id);
    const [settled] = await listComments(db, { id }, member.id);
    expect(settled).toMatchObject({
      resolvedBy: "Olga",
      answers: [{ author: "Olga", own: false, body: "because" }],
    });
    await addComment(db, { id, body: "no", revision, threadId }, member.id);
    expect((await listComments(db, { id }, member.id))[0]).toMatchObject({
      resolvedAt: null,
      resolvedBy: null,
    });
    const kinds = (await notebookEvents(db, { id })).map(({ kind }) => kind);
    expect(kinds).toEqual(["answered", "resolved", "answered", "commented", "created"]);
  });

  test("only its author changes a comment; taken back, it leaves the answers of others", async () => {
    const { id, revision } = await shared();
    const { commentId } = await addComment(db, { id, body: "typo", revision }, member.id);
    await expect(changeComment(db, { id, commentId, body: "x" }, owner.id)).rejects.toMatchObject({
      code: "forbidden",
    });
    await changeComment(db, { id, commentId, body: "mended" }, member.id);
    await addComment(db, { id, body: "answer", revision, threadId: commentId }, owner.id);
    expect(await changeComment(db, { id, commentId, body: null }, member.id)).toEqual({ removed: false });
    expect((await listComments(db, { id }, null))[0]).toMatchObject({
      body: "(taken back)",
      answers: [{ body: "answer" }],
    });
    const own = await addComment(db, { id, body: "alone", revision }, member.id);
    expect(await changeComment(db, { id, commentId: own.commentId, body: null }, member.id)).toEqual({
      removed: true,
    });
  });

  test("a comment of one notebook cannot be reached through another", async () => {
    const [one, other] = [await shared(), await shared()];
    const { commentId } = await addComment(db, { ...one, body: "here" }, member.id);
    const wrong = { id: other.id, commentId, threadId: commentId };
    await expect(changeComment(db, { ...wrong, body: "x" }, member.id)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(resolveThread(db, { ...wrong, resolved: true }, member.id)).rejects.toMatchObject({
      code: "not-found",
    });
    const answer = addComment(db, { ...other, body: "x", threadId: commentId }, member.id);
    await expect(answer).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("who is told", () => {
  test("a notification leads to its thread, and whom one can mention are those who may see the notebook", async () => {
    const { id, revision } = await shared();
    const { commentId } = await addComment(db, { id, body: "@Member, see", revision }, owner.id);
    await addComment(db, { id, body: "@Admin, too", revision, threadId: commentId }, member.id);
    const threads = async (person: typeof owner) =>
      (await listNotifications(db, person)).filter((one) => one.notebookId === id).map((one) => one.threadId);
    expect(await Promise.all([member, admin].map(threads))).toEqual([[commentId], [commentId]]);
    const names = async () => (await readersOf(db.prisma, id)).map(({ name }) => name);
    expect(await names()).toEqual(["Admin", "Member", "Olga", "Viewer"]);
    await db.prisma.notebook.update({ where: { id }, data: { shared: "none" } });
    expect(await names()).toEqual(["Olga"]);
    await db.prisma.notebookGrant.create({ data: { notebookId: id, userId: member.id, level: "view" } });
    expect(await names()).toEqual(["Member", "Olga"]);
    expect(await threads(admin)).toEqual([]);
  });

  test("who is mentioned, who took part and the owner; nobody of their own words, nobody from outside", async () => {
    const { id, revision } = await shared();
    const body = "@Admin and @Stranger: look";
    const { commentId: threadId } = await addComment(db, { id, body, revision }, member.id);
    const reasons = async (person: typeof owner) =>
      (await listNotifications(db, person)).filter((one) => one.notebookId === id).map((one) => one.reason);
    expect(await Promise.all([owner, admin, member, stranger].map(reasons))).toEqual([
      ["owner"],
      ["mention"],
      [],
      [],
    ]);
    await addComment(db, { id, body: "looked", revision, threadId }, admin.id);
    expect(await reasons(member)).toEqual(["answer"]);
  });

  test("names follow an @, the longest that fits; an address is no mention", () => {
    const desk = ["Ann", "Ann Lee", "Bo"].map((name) => ({ id: name, name }));
    expect(namedIn("@ann lee, @Bo!", desk)).toEqual(["Ann Lee", "Bo"]);
    expect(namedIn("(@Ann) and @Anna", desk)).toEqual(["Ann"]);
    expect(namedIn("mail@bo.test @bob", desk)).toEqual([]);
  });

  test("a feed holds the notebooks that one may see, and an hour of edits once", async () => {
    const { id, revision } = await shared();
    let base = revision;
    for (const text of ["1", "2", "3"])
      ({ revision: base } = await saveNotebook(db, { id, source: page(text), baseRevision: base }, owner.id));
    const own = (await notebookEvents(db, { id })).map(({ kind, author }) => `${kind} ${author}`);
    expect(own).toEqual(["edited Olga", "created Olga"]);
    const seen = async (person: typeof owner) =>
      (await workspaceEvents(db, {}, person)).some(({ notebookId }) => notebookId === id);
    expect([await seen(member), await seen(stranger)]).toEqual([true, false]);
    const [newest] = await notebookEvents(db, { id, limit: 1 });
    expect((await notebookEvents(db, { id, before: newest?.id })).map(({ kind }) => kind)).toEqual([
      "created",
    ]);
  });
});
