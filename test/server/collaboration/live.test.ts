import { request } from "node:http";
import { afterAll, expect, test, vi } from "vitest";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { Level } from "#server/access/roles.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { expectsCompany } from "#server/collaboration/expects-company.ts";
import { FRAME, frameOf } from "#server/collaboration/replica/live-message.ts";
import { openDesk, signIn } from "../access/desk.ts";
import { openCopy } from "../open-copy.ts";
import { append, connect, openLiveServer, type Visitor } from "./live-desk.ts";

const db = await openCopy();
const { people } = await openDesk(db);
const cookies = {
  owner: await signIn(db, people.owner.email),
  member: await signIn(db, people.member.email),
  stranger: await signIn(db, people.stranger.email),
};
const server = await openLiveServer(db);
afterAll(() => server.close());

const SOURCE =
  '// --- notebook\n// title: "Together"\n// nb: 1\n// ---\n\n// %% [ts] id="a"\nconst a = 1;\n\n// %% [ts] id="b"\nconst b = 2;\n';

async function notebookFor(level: Level): Promise<string> {
  const { id } = await createNotebook(db, { source: SOURCE }, people.owner);
  if (level !== "none")
    await db.prisma.notebookGrant.create({ data: { notebookId: id, userId: people.member.id, level } });
  return id;
}
const owner = (id: string) => server.open(id, { cookie: cookies.owner });
const member = (id: string) => server.open(id, { cookie: cookies.member });
const together = (...visitors: Visitor[]) =>
  vi.waitFor(() => expect(visitors.every(({ line }) => line.isSynced())).toBe(true), 5_000);
const saved = async (id: string) => parseNotebook((await getNotebook(db, { id })).source);
const textOf = async (id: string) => (await saved(id)).cells.map(({ source }) => source).join("|");
const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

test.concurrent(
  "what two people write at once is one notebook for both, and its next revision is by whoever wrote",
  async () => {
    const id = await notebookFor("edit");
    const [one, two] = [owner(id), member(id)];
    await together(one, two);
    one.write(append("a", " // one"));
    two.write(append("a", " // two"));
    two.write(append("b", " // two"));
    await soon(async () => {
      expect(one.read()).toEqual(two.read());
      expect(await saved(id)).toEqual(one.read());
    });
    expect(one.read().cells[0]?.source).toMatch(/^const a = 1;( \/\/ one \/\/ two| \/\/ two \/\/ one)$/);
    const newest = await db.prisma.revision.findFirstOrThrow({
      where: { notebookId: id },
      orderBy: { number: "desc" },
    });
    expect([people.owner.id, people.member.id]).toContain(newest.author);
  },
);

test.concurrent("two who open a notebook at the same moment find one document, not two", async () => {
  const id = await notebookFor("edit");
  const second = await openLiveServer(db);
  const [one, two] = [owner(id), second.open(id, { cookie: cookies.member })];
  await together(one, two);
  expect([one.read(), one.line.generation()]).toEqual([two.read(), two.line.generation()]);
  // Two processes: each hears of the other's through the database.
  one.write(append("a", "!"));
  await soon(async () => expect(await textOf(id)).toContain("const a = 1;!"));
  two.write(append("b", "?"));
  await soon(async () => expect(await textOf(id)).toBe("const a = 1;!|const b = 2;?"));
  await second.close();
});

test.concurrent(
  "whoever may view, comment or run is there and changes nothing; a stranger and an absent notebook are told the same",
  async () => {
    for (const level of ["view", "comment", "run"] as const) {
      const id = await notebookFor(level);
      const [writer, reader] = [owner(id), member(id)];
      await together(writer, reader);
      const seen = [...writer.notes, ...reader.notes].flatMap((note) => {
        return note.kind === "hello" ? note.people : note.kind === "here" ? [note.person] : [];
      });
      expect(seen.length).toBeGreaterThan(0);
      for (const { name, mayEdit } of seen) expect(mayEdit).toBe(name !== "Member");
      const update = frameOf(FRAME.update, writer.line.unkept());
      const raw = connect(`${server.address}?notebook=${id}`, { cookie: cookies.member });
      const ended = new Promise<number>((settle) => (raw.onclose = ({ code }) => settle(code)));
      raw.onmessage = () => raw.send(update);
      expect(await ended).toBe(4403);
      expect(await textOf(id)).toBe("const a = 1;|const b = 2;");
    }
    const closed = [
      member(await notebookFor("none")),
      member("nothing"),
      server.open(await notebookFor("edit"), { cookie: cookies.stranger }),
      server.open("nothing"),
    ];
    await soon(() => expect(closed.map(({ losses }) => losses)).toEqual([[true], [true], [true], [true]]));
  },
);

test.concurrent("a right that is taken ends the connection", async () => {
  const id = await notebookFor("edit");
  const two = member(id);
  await together(two);
  await db.prisma.notebookGrant.updateMany({ where: { notebookId: id }, data: { level: "view" } });
  await vi.waitFor(() => expect(two.losses).toEqual([true]), { timeout: 9_000 });
});

test.concurrent("another site's page gets no connection", async () => {
  const { port } = new URL(server.address);
  const headers = {
    ...{ connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" },
    ...{
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
      cookie: cookies.owner,
      origin: "https://evil.test",
    },
  };
  const answer = await new Promise<number | undefined>((settle) => {
    const call = request({ port, host: "127.0.0.1", path: "/api/live?notebook=x", headers });
    call.on("response", ({ statusCode }) => settle(statusCode)).on("upgrade", () => settle(101));
    call.on("error", () => settle(undefined)).end();
  });
  expect(answer).toBe(403);
});

test.concurrent(
  "what was typed is there after the server ended at once, and after it began again",
  async () => {
    const id = await notebookFor("edit");
    const first = await openLiveServer(db);
    const one = first.open(id, { cookie: cookies.owner });
    await together(one);
    one.write(append("a", " // kept"));
    await soon(() => expect(one.line.isKept()).toBe(true));
    // Before it is a revision: it lies in the log of updates, as after a kill.
    expect(await expectsCompany(db, people.owner, id)).toBe(true);
    const again = owner(id);
    await together(again);
    expect(again.read().cells[0]?.source).toBe("const a = 1; // kept");
    await soon(async () => expect(await textOf(id)).toBe("const a = 1; // kept|const b = 2;"));
    await first.close();
  },
);

test.concurrent("what is written without a connection goes with the next one, once", async () => {
  const id = await notebookFor("edit");
  const [one, two] = [owner(id), member(id)];
  await together(one, two);
  one.line.drop();
  await soon(() => expect(one.line.isSynced()).toBe(false));
  one.write(append("a", " // away"));
  two.write(append("a", " // there"));
  await soon(() => expect(two.read()).toEqual(one.read()));
  expect(one.read().cells[0]?.source.split("//").length).toBe(3);
  await soon(async () => expect(await saved(id)).toEqual(one.read()));
});

test.concurrent(
  "a version that is restored past the open notebook comes to everybody, with what they type meanwhile",
  async () => {
    const id = await notebookFor("edit");
    const one = owner(id);
    await together(one);
    const { revision } = await getNotebook(db, { id });
    await saveNotebook(
      db,
      { id, source: SOURCE.replace("b = 2", "b = 3"), baseRevision: revision },
      people.owner.id,
    );
    one.write(append("a", " // meanwhile"));
    await soon(async () => {
      expect(await textOf(id)).toBe("const a = 1; // meanwhile|const b = 3;");
      expect(one.read()).toEqual(await saved(id));
    });
  },
);

test.concurrent("who floods, or says what nobody says, is sent away", async () => {
  const id = await notebookFor("edit");
  for (const words of [
    '{"kind":"here","where":{"cell":"x","editing":true,"head":"' + "x".repeat(5_000) + '"}}',
    "{}",
  ]) {
    const raw = connect(`${server.address}?notebook=${id}`, { cookie: cookies.owner });
    const ended = new Promise<number>((settle) => (raw.onclose = ({ code }) => settle(code)));
    raw.onmessage = () => raw.send(words);
    expect(await ended).toBe(4400);
  }
  const raw = connect(`${server.address}?notebook=${id}`, { cookie: cookies.owner });
  const ended = new Promise<number>((settle) => (raw.onclose = ({ code }) => settle(code)));
  raw.onmessage = () => {
    raw.onmessage = null;
    for (let note = 0; note < 1_000; note++) raw.send('{"kind":"here","where":{"cell":"a","editing":true}}');
  };
  expect(await ended).toBe(4400);
});
