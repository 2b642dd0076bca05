import { expect, test, vi } from "vitest";
import { Autosave, type SaveOutcome } from "#app/_notebook/autosave.ts";

/** A server in memory that keeps one text and refuses stale saves; it can be switched off. */
function memoryServer() {
  const server = {
    text: "0",
    revision: "r0",
    down: false,
    refuses: false,
    saves: 0,
    save: async (source: string, base: string): Promise<SaveOutcome> => {
      server.saves++;
      if (server.refuses) return { kind: "failed", reason: "too large" };
      if (server.down) return { kind: "unreachable", reason: "no network" };
      if (base !== server.revision) return { kind: "conflict", theirs: server.revision };
      server.text = source;
      server.revision = `r${server.saves}`;
      return { kind: "saved", revision: server.revision };
    },
  };
  return server;
}

function open(server: ReturnType<typeof memoryServer>) {
  const page = { text: "0", draft: null as string | null, drafts: [] as (string | null)[] };
  const autosave = new Autosave({
    revision: server.revision,
    source: server.text,
    read: () => page.text,
    save: server.save,
    keepDraft: (source) => {
      page.draft = source;
      page.drafts.push(source);
    },
    quietMs: 5,
    retryMs: 5,
  });
  const type = (text: string) => {
    page.text = text;
    autosave.touch();
  };
  return { page, autosave, type };
}

test("many quick edits become one save, and the draft goes once the server has the text", async () => {
  const server = memoryServer();
  const { autosave, type, page } = open(server);
  for (const text of ["a", "ab", "abc"]) type(text);
  await vi.waitFor(() => expect(autosave.state().kind).toBe("saved"));
  expect([server.text, server.saves, page.drafts]).toEqual(["abc", 1, ["abc", null]]);
});

test("who has no connection reads so until there is one, however often it is tried; a refusal is told as one", async () => {
  const server = memoryServer();
  server.down = true;
  const { autosave, type } = open(server);
  const kinds: string[] = [];
  autosave.subscribe(() => kinds.push(autosave.state().kind));
  type("kept");
  await vi.waitFor(() => expect(server.saves).toBeGreaterThan(2));
  server.down = false;
  await vi.waitFor(() => expect(autosave.state().kind).toBe("saved"));
  expect([...new Set(kinds)]).toEqual(["unsaved", "saving", "offline", "saved"]);
  expect(kinds.filter((kind) => kind === "saving")).toHaveLength(1);
  server.refuses = true;
  type("refused");
  await vi.waitFor(() => expect(autosave.state()).toEqual({ kind: "refused", reason: "too large" }));
  autosave.dispose();
});

test("a failed save keeps the draft and is tried again until it succeeds", async () => {
  const server = memoryServer();
  server.down = true;
  const { autosave, type, page } = open(server);
  type("kept");
  await vi.waitFor(() => expect(autosave.state()).toEqual({ kind: "offline", reason: "no network" }));
  expect(page.draft).toBe("kept");
  server.down = false;
  await vi.waitFor(() => expect(autosave.state().kind).toBe("saved"));
  expect([server.text, page.draft]).toEqual(["kept", null]);
});

test("of two pages the second to save meets a conflict and overwrites nothing until told to", async () => {
  const server = memoryServer();
  const first = open(server);
  const second = open(server);
  first.type("first");
  await vi.waitFor(() => expect(first.autosave.state().kind).toBe("saved"));
  second.type("second");
  await vi.waitFor(() => expect(second.autosave.state().kind).toBe("conflict"));
  second.type("second, more");
  expect(server.text).toBe("first");
  second.autosave.resolve(server.revision, true);
  await vi.waitFor(() => expect(second.autosave.state().kind).toBe("saved"));
  expect(server.text).toBe("second, more");
});

test("a draft is kept a moment after the first key, however long one types on without a pause", async () => {
  const drafts: (string | null)[] = [];
  let text = "";
  const autosave = new Autosave({
    revision: "r",
    source: "",
    read: () => text,
    save: () => Promise.reject(new Error("never quiet enough to be saved")),
    keepDraft: (source) => drafts.push(source),
    quietMs: 60_000,
    draftMs: 10,
  });
  const typing = setInterval(() => {
    text += "x";
    autosave.touch();
  }, 2);
  await vi.waitFor(() => expect(drafts.length).toBeGreaterThan(1));
  clearInterval(typing);
  autosave.dispose();
});

test("what keeps the notebook in its place decides what is saved; a save under way is waited for", async () => {
  const server = memoryServer();
  const { page, autosave } = open(server);
  page.text = "1";
  autosave.touch();
  const saving = autosave.flush();
  let flushed = 0;
  const keeper = {
    flush: () => {
      flushed++;
      return Promise.resolve();
    },
  };
  await autosave.handOver(keeper);
  await saving;
  expect([autosave.base(), server.text]).toEqual(["1", "1"]);
  page.text = "2";
  autosave.touch();
  await autosave.flush();
  expect([flushed, server.text, autosave.state().kind]).toEqual([1, "1", "unsaved"]);
  autosave.report({ kind: "saved" }, "r9");
  expect([autosave.state().kind, autosave.revision(), page.draft]).toEqual(["saved", "r9", null]);
});
