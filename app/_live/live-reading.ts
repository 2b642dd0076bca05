import type * as Y from "yjs";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { ServerNote } from "#server/collaboration/replica/live-message.ts";
import { readDocument, watchDocument } from "#server/collaboration/replica/shared-document.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { Attendance } from "./attendance.ts";
import { LiveLine } from "./live-line.ts";
import type { LineListener, LineSocket } from "./live-line.ts";

type Parts = Pick<OpenNotebook, "store" | "states" | "control" | "autosave" | "company">;

/** Why kept results are dimmed under a text that somebody has typed over. */
const TYPED_OVER = "its text was changed since";

/**
 * Somebody who reads a notebook along with those who write it: they see who is there and what is typed as it is typed, and are seen.
 * Nothing goes from here into the document, and nothing that is typed runs here by itself.
 */
export class LiveReading implements LineListener {
  readonly #parts: Parts;
  readonly #line: LiveLine;
  readonly #people = new Attendance();
  #shown: NotebookDocument | null = null;
  #unwatch: () => void = () => undefined;

  constructor(parts: Parts, connect: () => LineSocket) {
    this.#parts = parts;
    this.#line = new LiveLine(connect, this);
  }

  start(): void {
    this.#line.open();
  }

  stop(): void {
    this.#unwatch();
    this.#line.close();
  }

  synced(fresh: boolean): void {
    if (fresh) this.#watch(this.#line.doc());
    this.#line.tell({ kind: "here", where: { cell: null, editing: false } });
    this.#read();
    this.#meet();
  }

  noted(note: Exclude<ServerNote, { kind: "kept" }>): void {
    // A comment is about the revision that its author sees.
    if (note.kind === "saved" || note.kind === "hello")
      this.#parts.autosave.report({ kind: "saved" }, note.revision);
    if (note.kind === "saved") return;
    this.#people.note(note);
    this.#meet();
  }

  lost(forGood: boolean): void {
    this.#people.clear();
    this.#parts.company.show(forGood ? "alone" : "away", []);
  }

  settled(): void {
    // A reader writes nothing that could be kept.
  }

  #watch(doc: Y.Doc): void {
    this.#unwatch();
    this.#shown = null;
    this.#unwatch = watchDocument(doc, (changed) => this.#read(changed));
  }

  #read(changed?: ReadonlySet<string>): void {
    const { store } = this.#parts;
    const before = store.document();
    const next = readDocument(this.#line.doc(), this.#shown ?? undefined, this.#shown ? changed : undefined);
    this.#shown = next;
    store.receive(next);
    this.#age(before, next);
  }

  /** What was kept does not belong to a text that is another now; once the reader has run it, their sandbox says so itself. */
  #age(before: NotebookDocument, next: NotebookDocument): void {
    const { states, control } = this.#parts;
    if (control.sentCells().length > 0) return;
    const was = new Map(before.cells.map((cell) => [cell.id, cell.source]));
    for (const { id, source } of next.cells) {
      const state = states.get(id);
      if (state?.status === "fresh" && was.has(id) && was.get(id) !== source)
        states.apply({ ...state, status: "stale", reason: TYPED_OVER }, 0);
    }
  }

  #meet(): void {
    if (this.#line.isSynced()) this.#parts.company.show("together", this.#people.list(this.#line.doc()));
  }
}
