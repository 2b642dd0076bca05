import type * as Y from "yjs";
import type { LivePerson, ServerNote } from "#server/collaboration/replica/live-message.ts";
import type { Companion } from "./company.ts";
import { caretOf } from "./spots.ts";

/** Who is in the room, as the server tells it. */
export class Attendance {
  readonly #people = new Map<string, LivePerson>();

  get size(): number {
    return this.#people.size;
  }

  /** Takes note of who came, moved or left. */
  note(note: Exclude<ServerNote, { kind: "kept" }>): void {
    if (note.kind === "hello") {
      this.#people.clear();
      for (const person of note.people) this.#people.set(person.peer, person);
    } else if (note.kind === "here") this.#people.set(note.person.peer, note.person);
    else if (note.kind === "left") this.#people.delete(note.peer);
  }

  clear(): void {
    this.#people.clear();
  }

  /** Everybody, with their carets as offsets in the text that the document has now. */
  list(doc: Y.Doc): readonly Companion[] {
    return [...this.#people.values()].map(({ anchor, head, ...person }) => {
      const caret = person.cell === null ? undefined : caretOf(doc, person.cell, anchor, head);
      return { ...person, ...(caret && { caret }) };
    });
  }
}
