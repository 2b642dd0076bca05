import * as Y from "yjs";
import { toast } from "sonner";
import { hashText } from "#engine/hash.ts";
import { fromBase64, toBase64 } from "#engine/notebook/base64.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import type { ServerNote } from "#server/collaboration/replica/live-message.ts";
import { mergeDocuments } from "#server/collaboration/replica/merge-documents.ts";
import { readDocument, watchDocument, writeDocument } from "#server/collaboration/replica/shared-document.ts";
import type { Keeper } from "../_notebook/autosave.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { Attendance } from "./attendance.ts";
import type { LiveEnd } from "./company.ts";
import { LiveLine } from "./live-line.ts";
import type { LineListener, LineSocket } from "./live-line.ts";
import { spotAt } from "./spots.ts";

type Parts = Pick<OpenNotebook, "id" | "store" | "autosave" | "company">;

/** Where one is goes to the others at most this often, ms. */
const TELL_MS = 60;
/** Where others are is drawn this often, ms. */
const MEET_MS = 40;
/** Somebody who waits for a save is not kept longer, ms. */
const SAVE_MS = 5_000;

/**
 * Binds an open notebook to the shared document: what is typed here is written there in the same task, and what others
 * type appears here, so that the page never holds a text that the document does not. Saving is the server's from then on.
 */
export class LiveNotebook implements LiveEnd, Keeper, LineListener {
  readonly #parts: Parts;
  readonly #line: LiveLine;
  readonly #people = new Attendance();
  readonly #ends: (() => void)[] = [];
  /** What the shared document held when it was last written or read here. */
  #shown: NotebookDocument | null = null;
  /** The last text that the server and this page are known to have had in common. */
  #base: NotebookDocument;
  #revision: string;
  #unwatch: () => void = () => undefined;
  #selection: { cell: string; anchor: number; head: number } | null = null;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #meeting: ReturnType<typeof setTimeout> | undefined;
  #savers: (() => void)[] = [];
  /** Why nothing goes to the others; null while it does. */
  #gone: string | null = null;

  constructor(parts: Parts, connect: () => LineSocket) {
    this.#parts = parts;
    this.#revision = parts.autosave.revision();
    this.#base = parts.store.document();
    this.#line = new LiveLine(connect, this);
  }

  /** Goes to the others once no save of this page is under way. */
  async start(): Promise<void> {
    const { store, autosave, company } = this.#parts;
    await autosave.handOver(this);
    const base = autosave.base();
    if (base !== null) this.#base = parseNotebook(base);
    company.attach(this);
    company.onSelect((cell, anchor, head) => {
      this.#selection = { cell, anchor, head };
      this.#tellSoon();
    });
    this.#ends.push(
      store.subscribe(() => this.#write()),
      () => company.onSelect(() => undefined),
      () => company.attach(null),
    );
    this.#line.open();
  }

  stop(): void {
    clearTimeout(this.#telling);
    clearTimeout(this.#meeting);
    this.#unwatch();
    this.#unwatch = () => undefined;
    for (const end of this.#ends.splice(0)) end();
    this.#line.close();
  }

  /** Tries at once, as when the network is back. */
  readonly retry = (): void => this.#line.open();

  /** Breaks the connection off, as a cable that is pulled. */
  readonly cut = (): void => this.#line.drop();

  synced(fresh: boolean): void {
    this.#gone = null;
    if (fresh) this.#join();
    else this.#show();
    this.#parts.company.show("together", this.#people.list(this.#line.doc()));
    this.#tellSoon();
    this.#judge();
  }

  noted(note: Exclude<ServerNote, { kind: "kept" }>): void {
    if (note.kind === "saved") {
      this.#revision = note.revision;
      this.#judge();
      for (const done of this.#savers.splice(0)) done();
      return;
    }
    if (note.kind === "hello") this.#revision = note.revision;
    this.#people.note(note);
    this.#meetSoon();
  }

  lost(forGood: boolean): void {
    const { company, autosave } = this.#parts;
    this.#people.clear();
    company.show(forGood ? "ended" : "away", []);
    for (const done of this.#savers.splice(0)) done();
    this.#gone = forGood ? "you may no longer edit this notebook" : "no connection to the others";
    if (autosave.state().kind !== "saved") autosave.report({ kind: "offline", reason: this.#gone });
  }

  settled(): void {
    if (this.#line.isKept() && this.#shown) this.#base = this.#shown;
  }

  async flush(): Promise<void> {
    if (!this.#line.isSynced()) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, SAVE_MS);
      this.#savers.push(() => {
        clearTimeout(timer);
        done();
      });
      this.#line.tell({ kind: "save" });
    });
  }

  takeSaved(): Promise<void> {
    return this.flush();
  }

  unkept(): string | null {
    const generation = this.#line.generation();
    return generation === null || !this.#shown ? null : `${generation}.${toBase64(this.#line.unkept())}`;
  }

  /** A document that is new here: what this page has and the server has not is merged into it. */
  #join(): void {
    const { store } = this.#parts;
    const doc = this.#line.doc();
    this.#unwatch();
    this.#bringLeftOver(doc);
    const [mine, theirs] = [store.document(), readDocument(doc)];
    if (printNotebook(mine) !== printNotebook(this.#base))
      writeDocument(doc, theirs, mergeDocuments(this.#base, mine, theirs), this);
    this.#shown = null;
    this.#show();
    this.#base = theirs;
    this.#unwatch = watchDocument(doc, (changed, origin) => {
      if (origin !== this) this.#show(changed);
    });
  }

  /** What an earlier page of this browser typed into the same document and never sent. */
  #bringLeftOver(doc: Y.Doc): void {
    const left = this.#parts.company.takeLeftOver();
    if (left === null) return;
    const dot = left.indexOf(".");
    if (left.slice(0, dot) === this.#line.generation())
      Y.applyUpdate(doc, fromBase64(left.slice(dot + 1)), this);
    else
      toast.error(
        "What was typed here without a connection is older than the others' notebook; it is in this page's draft",
      );
  }

  #show(changed?: ReadonlySet<string>): void {
    const next = readDocument(this.#line.doc(), this.#shown ?? undefined, this.#shown ? changed : undefined);
    this.#shown = next;
    this.#parts.store.receive(next);
    if (this.#people.size > 0) this.#meetSoon();
  }

  #write(): void {
    const { store } = this.#parts;
    const before = this.#shown;
    const next = store.document();
    if (before && next !== before) {
      this.#shown = next;
      writeDocument(this.#line.doc(), before, next, this);
      if (this.#people.size > 0) this.#meetSoon();
      if (this.#gone !== null) this.#parts.autosave.report({ kind: "offline", reason: this.#gone });
    }
    this.#tellSoon();
  }

  /** Says "saved" once the server's revision is what stands here, letter by letter. */
  #judge(): void {
    const { autosave, store } = this.#parts;
    const same = this.#line.isKept() && hashText(printNotebook(store.document())) === this.#revision;
    autosave.report({ kind: same ? "saved" : "unsaved" }, this.#revision);
  }

  /** Shows who is where; twenty people who type are drawn once in a while, not once a key. */
  #meetSoon(): void {
    this.#meeting ??= setTimeout(() => {
      this.#meeting = undefined;
      if (this.#line.isSynced()) this.#parts.company.show("together", this.#people.list(this.#line.doc()));
    }, MEET_MS);
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tell();
    }, TELL_MS);
  }

  #tell(): void {
    const { cellId, mode } = this.#parts.store.focus();
    const editing = mode === "edit";
    const at = this.#selection;
    const doc = this.#line.doc();
    const spots =
      editing && at?.cell === cellId
        ? { anchor: spotAt(doc, at.cell, at.anchor), head: spotAt(doc, at.cell, at.head) }
        : {};
    this.#line.tell({ kind: "here", where: { cell: cellId, editing, ...spots } });
  }
}
