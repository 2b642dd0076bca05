import { afterAll, expect, test, vi } from "vitest";
import { Company } from "#app/_live/company.ts";
import { LiveNotebook } from "#app/_live/live-notebook.ts";
import { LiveReading } from "#app/_live/live-reading.ts";
import { Autosave } from "#app/_notebook/autosave.ts";
import { CellStates } from "#app/_notebook/cell-states.ts";
import { KeptInputs } from "#app/_notebook/kept-inputs.ts";
import { NotebookStore } from "#app/_notebook/notebook-store.ts";
import { RunControl } from "#app/_notebook/run-control.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { openCopy } from "../open-copy.ts";
import { connect, openLiveServer } from "./live-desk.ts";

// States of cells are drawn with the next frame, of which there are none here.
vi.stubGlobal("requestAnimationFrame", (call: () => void) => setTimeout(call, 0));
vi.stubGlobal("cancelAnimationFrame", () => undefined);

const db = await openCopy();
const server = await openLiveServer(db);
const stops: (() => void)[] = [];
afterAll(async () => {
  for (const stop of stops) stop();
  await server.close();
});

const CELLS =
  '// --- notebook\n// title: "Together"\n// nb: 1\n// ---\n\n// %% [ts] id="a"\none\n\n// %% [ts] id="b"\ntwo\n';

/** The parts of a page that write, without what draws them. */
async function openPage(id: string, away: () => boolean = () => false) {
  const { source, revision } = await getNotebook(db, { id });
  const store = new NotebookStore(parseNotebook(source));
  const company = new Company();
  const autosave = new Autosave({
    ...{ revision, source, read: () => printNotebook(store.document()) },
    save: () => Promise.reject(new Error("the server saves what people write together")),
    keepDraft: () => undefined,
    quietMs: 60_000,
  });
  let seen = store.document();
  store.subscribe(() => {
    if (store.document() !== seen) autosave.touch();
    seen = store.document();
  });
  const address = () => (away() ? "ws://127.0.0.1:9" : `${server.address}?notebook=${id}`);
  const live = new LiveNotebook({ id, store, autosave, company }, () => connect(address(), {}));
  const stop = () => {
    live.stop();
    autosave.dispose();
  };
  stops.push(stop);
  return { store, company, autosave, live, stop };
}
const make = async () => (await createNotebook(db, { source: CELLS })).id;
const texts = ({ store }: { store: NotebookStore }) =>
  store
    .document()
    .cells.map(({ source }) => source)
    .join("|");
const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

test.concurrent(
  "what was typed before others were known of goes to them; each sees where the other is, and when all is saved",
  async () => {
    const id = await make();
    const [one, two] = [await openPage(id), await openPage(id)];
    one.store.edit("a", "one, before");
    two.store.edit("a", "before one");
    await Promise.all([one.live.start(), two.live.start()]);
    await soon(() => expect([texts(one), texts(two)]).toEqual(Array(2).fill("before one, before|two")));
    await soon(() =>
      expect([one, two].map(({ autosave }) => autosave.state().kind)).toEqual(["saved", "saved"]),
    );
    expect(one.autosave.revision()).toBe((await getNotebook(db, { id })).revision);
    one.store.setFocus("b", "edit");
    one.company.select("b", 0, 3);
    await soon(() =>
      expect(two.company.inCell("b")).toMatchObject([{ editing: true, caret: { anchor: 0, head: 3 } }]),
    );
    two.store.edit("b", ">> two");
    // The caret stays with its letters.
    await soon(() => expect(two.company.people()).toMatchObject([{ caret: { anchor: 0, head: 6 } }]));
    one.stop();
    await soon(() => expect(two.company.people()).toEqual([]));
  },
);

test.concurrent("undo is one's own, and what others made stays", async () => {
  const id = await make();
  const [one, two] = [await openPage(id), await openPage(id)];
  await Promise.all([one.live.start(), two.live.start()]);
  await soon(() =>
    expect([one, two].map(({ company }) => company.status())).toEqual(["together", "together"]),
  );
  one.store.remove("a");
  await soon(() => expect(texts(two)).toBe("two"));
  two.store.insert(1, "ts", "theirs");
  two.store.edit("b", "two, theirs");
  await soon(() => expect(texts(one)).toBe("two, theirs|theirs"));
  one.store.undo();
  await soon(() => expect(texts(two)).toBe("one|two, theirs|theirs"));
  two.store.undo();
  await soon(() => expect(texts(one)).toBe("one|two, theirs"));
});

test.concurrent(
  "what a page typed without a connection before it was closed comes back with the next one, once",
  async () => {
    const id = await make();
    let isAway = false;
    const one = await openPage(id, () => isAway);
    await one.live.start();
    await soon(() => expect(one.company.status()).toBe("together"));
    one.store.edit("a", "one, sent");
    await soon(() => expect(one.autosave.state().kind).toBe("saved"));
    isAway = true;
    one.live.cut();
    await soon(() => expect(one.company.status()).toBe("away"));
    one.store.edit("a", "one, sent, kept");
    expect(one.autosave.state().kind).toBe("offline");
    const left = one.live.unkept();
    one.stop();
    const two = await openPage(id);
    two.company.begin(left);
    await two.live.start();
    await soon(() => expect(texts(two)).toBe("one, sent, kept|two"));
    await soon(async () => expect((await getNotebook(db, { id })).source).toContain("one, sent, kept\n"));
  },
);

test.concurrent(
  "somebody who reads is seen by those who write, sees them, and what they type as they type it",
  async () => {
    const id = await make();
    const one = await openPage(id);
    await one.live.start();
    const { store, autosave, company, stop } = await openPage(id);
    stop();
    const states = new CellStates();
    for (const cellId of ["a", "b"])
      states.apply({ cellId, version: 1, status: "fresh", defines: [], reads: [], outputs: [] }, 0);
    const control = new RunControl(store, new KeptInputs(id, null, new Map()));
    const parts = { store, autosave, company, states, control };
    const reader = new LiveReading(parts, () => connect(`${server.address}?notebook=${id}`, {}));
    reader.start();
    await soon(() => expect(one.company.people()).toMatchObject([{ name: "Another window", cell: null }]));
    one.store.setFocus("b", "command");
    await soon(() => expect(company.inCell("b")).toMatchObject([{ editing: false }]));
    one.store.edit("a", "one, typed over");
    await soon(() => expect(texts({ store })).toBe("one, typed over|two"));
    expect(["a", "b"].map((cell) => states.get(cell)?.status)).toEqual(["stale", "fresh"]);
    await soon(async () => {
      const saved = await getNotebook(db, { id });
      expect([saved.source.includes("one, typed over"), saved.revision]).toEqual([true, autosave.revision()]);
    });
    reader.stop();
    await soon(() => expect(one.company.people()).toEqual([]));
  },
);
