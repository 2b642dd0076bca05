import type { NotebookDocument } from "#engine/notebook/document.ts";
import { travel } from "./travel.ts";

/** One change of structure, or of many cells' text at once. */
interface Step {
  readonly before: NotebookDocument;
  readonly after: NotebookDocument;
}

const LIMIT = 100;

/** Undo and redo of a notebook's structure: one's own steps only. What was typed or changed by others since is never undone with one. */
export class DocumentHistory {
  #past: Step[] = [];
  #future: Step[] = [];

  push(before: NotebookDocument, after: NotebookDocument): void {
    this.#past = [...this.#past.slice(1 - LIMIT), { before, after }];
    this.#future = [];
  }

  clear(): void {
    this.#past = [];
    this.#future = [];
  }

  /** The notebook before its last change; null when there is none. */
  undo(present: NotebookDocument): NotebookDocument | null {
    const step = this.#past.pop();
    if (!step) return null;
    const back = travel(step.after, step.before, present);
    this.#future.push({ before: back, after: present });
    return back;
  }

  /** The notebook as it was before the last undo; null when there is none. */
  redo(present: NotebookDocument): NotebookDocument | null {
    const step = this.#future.pop();
    if (!step) return null;
    const forward = travel(step.before, step.after, present);
    this.#past.push({ before: present, after: forward });
    return forward;
  }
}
