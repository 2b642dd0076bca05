import type { ServerNote } from "#server/collaboration/replica/live-message.ts";
import { Attendance } from "./attendance.ts";
import type { Company } from "./company.ts";
import { LiveLine } from "./live-line.ts";
import type { LineListener, LineSocket } from "./live-line.ts";

/** Somebody who reads a notebook is there, too, and sees who else is; what the others write is not theirs to have. */
export class ReaderPresence implements LineListener {
  readonly #company: Company;
  readonly #line: LiveLine;
  readonly #people = new Attendance();

  constructor(company: Company, connect: () => LineSocket) {
    this.#company = company;
    this.#line = new LiveLine(connect, this);
  }

  start(): void {
    this.#line.open();
  }

  stop(): void {
    this.#line.close();
  }

  synced(): void {
    this.#line.tell({ kind: "here", where: { cell: null, editing: false } });
    this.#show();
  }

  noted(note: Exclude<ServerNote, { kind: "kept" }>): void {
    this.#people.note(note);
    if (note.kind !== "saved") this.#show();
  }

  lost(forGood: boolean): void {
    this.#people.clear();
    this.#company.show(forGood ? "alone" : "away", []);
  }

  settled(): void {
    // A reader writes nothing that could be kept.
  }

  #show(): void {
    if (this.#line.isSynced()) this.#company.show("together", this.#people.list(this.#line.doc()));
  }
}
