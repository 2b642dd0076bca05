import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { comparePlaces, placeCells } from "#server/collaboration/replica/cell-places.ts";
import { mergeDocuments, seedDocument } from "#server/collaboration/replica/merge-documents.ts";
import {
  EMPTY,
  readDocument,
  watchDocument,
  writeDocument,
} from "#server/collaboration/replica/shared-document.ts";
import { notebook } from "../../../arbitraries/notebooks.ts";

describe("places of cells", () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 30 });

  test("give the order that was asked for, from any places, equal and nonsensical ones too", () => {
    const places = fc.array(fc.oneof(fc.constantFrom("", "a0", "a1", "a0V", "b", "%"), fc.string()), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(ids, places, (order, given) => {
        const known = new Map(order.map((id, at) => [id, given[at] ?? ""]));
        const all = new Map([...known, ...placeCells(order, known)]);
        expect([...all].sort(comparePlaces).map(([id]) => id)).toEqual(order);
      }),
    );
  });

  test("a cell that is moved changes its own place only", () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (order, from, to) => {
        const known = placeCells(order, new Map());
        const moved = order.filter((_, at) => at !== from % order.length);
        moved.splice(to % order.length, 0, order[from % order.length] ?? "");
        expect(placeCells(moved, known).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a shared document", () => {
  test("holds any notebook as it is, and what is written from one to the next", () => {
    fc.assert(
      fc.property(notebook, notebook, (first, second) => {
        const doc = seedDocument(first);
        expect(readDocument(doc)).toEqual(first);
        writeDocument(doc, first, second);
        expect(readDocument(doc)).toEqual(second);
      }),
      { numRuns: 60 },
    );
  });

  test("is read again by its changed cells alone", () => {
    fc.assert(
      fc.property(notebook, notebook, (first, second) => {
        const doc = seedDocument(first);
        let shown = readDocument(doc);
        const end = watchDocument(doc, (changed) => (shown = readDocument(doc, shown, changed)));
        writeDocument(doc, first, second);
        expect(shown).toEqual(second);
        end();
      }),
      { numRuns: 60 },
    );
  });
});

/** One of some people: a document of their own, and what they have not sent yet. */
interface Replica {
  readonly doc: Y.Doc;
  readonly outbox: Uint8Array[];
}

const steps = fc.array(
  fc.record({
    who: fc.nat(2),
    what: fc.constantFrom("type", "type", "type", "insert", "move", "send", "away"),
    cell: fc.nat(9),
    at: fc.nat(40),
    mark: fc.nat(9_999),
  }),
  { maxLength: 60 },
);

const START: NotebookDocument = {
  title: "Together",
  cells: ["a", "b", "c"].map((id) => ({ id, kind: "ts", source: `const ${id} = 1;\nplot(${id});` })),
};

describe("several people who write at once", () => {
  test("come to the same notebook however often they are away, with nothing lost and nothing doubled", () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const seed = Y.encodeStateAsUpdate(seedDocument(START));
        const people = Array.from({ length: 3 }, (): Replica => {
          const doc = new Y.Doc();
          Y.applyUpdate(doc, seed);
          const outbox: Uint8Array[] = [];
          doc.on("update", (update, origin) => origin !== "wire" && outbox.push(update));
          return { doc, outbox };
        });
        const marks: string[] = [];
        const deliver = ({ outbox }: Replica) => {
          for (const update of outbox.splice(0))
            for (const { doc } of people) Y.applyUpdate(doc, update, "wire");
        };
        plan.forEach(({ who, what, cell, at, mark }, turn) => {
          const person = people[who];
          if (!person) return;
          if (what === "send") return deliver(person);
          if (what === "away") return;
          const before = readDocument(person.doc);
          const text = `<${turn}:${mark}>`;
          const next = change(before, what, cell, at, text, `n${turn}`);
          if (what !== "move") marks.push(text);
          writeDocument(person.doc, before, next);
        });
        people.forEach(deliver);
        const ends = people.map(({ doc }) => readDocument(doc));
        expect(ends[1]).toEqual(ends[0]);
        expect(ends[2]).toEqual(ends[0]);
        // Every letter once: marks may stand inside each other, so letters are counted, not marks.
        const all = (ends[0]?.cells ?? []).map(({ source }) => source).join("");
        const sorted = (text: string) => [...text].sort().join("");
        expect(sorted(all)).toBe(sorted([...START.cells.map(({ source }) => source), ...marks].join("")));
        expect(new Set(ends[0]?.cells.map(({ id }) => id)).size).toBe(ends[0]?.cells.length);
      }),
      { numRuns: 100 },
    );
  });

  test("what two changed since they were one is one again without a question", () => {
    const mine = {
      ...START,
      title: "Mine",
      cells: START.cells.map((cell) => ({ ...cell, source: `${cell.source}\nmine` })),
    };
    const theirs = {
      ...START,
      cells: [{ id: "z", kind: "md" as const, source: "theirs" }, ...START.cells.slice(1)],
    };
    const merged = mergeDocuments(START, mine, theirs);
    expect(merged.title).toBe("Mine");
    expect(merged.cells.map(({ id }) => id)).toEqual(["z", "b", "c"]);
    expect(merged.cells[1]?.source).toBe("const b = 1;\nplot(b);\nmine");
    expect(mergeDocuments(EMPTY, EMPTY, theirs)).toEqual(theirs);
  });
});

function change(
  before: NotebookDocument,
  what: string,
  cell: number,
  at: number,
  text: string,
  id: string,
): NotebookDocument {
  const cells = [...before.cells];
  const index = cell % cells.length;
  const chosen = cells[index];
  if (!chosen) return before;
  if (what === "insert") cells.splice(index, 0, { id, kind: "ts", source: text });
  else if (what === "move") cells.splice(at % cells.length, 0, ...cells.splice(index, 1));
  else {
    const place = at % (chosen.source.length + 1);
    cells[index] = { ...chosen, source: chosen.source.slice(0, place) + text + chosen.source.slice(place) };
  }
  return { ...before, cells };
}
