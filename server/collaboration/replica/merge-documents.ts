import * as Y from "yjs";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { EMPTY, readDocument, writeDocument } from "./shared-document.ts";

/** A shared document that holds a notebook. */
export function seedDocument(document: NotebookDocument): Y.Doc {
  const doc = new Y.Doc();
  writeDocument(doc, EMPTY, document);
  return doc;
}

/**
 * Carries what was changed elsewhere, from one notebook to another, over to a shared document that may have gone on
 * meanwhile. Both sides' changes stand; nobody is asked.
 *
 * @param state The shared document at the time when it held `before`.
 */
export function bringChanges(
  doc: Y.Doc,
  state: Uint8Array,
  before: NotebookDocument,
  after: NotebookDocument,
  origin?: unknown,
): void {
  const fork = new Y.Doc();
  Y.applyUpdate(fork, state);
  const known = Y.encodeStateVector(fork);
  writeDocument(fork, before, after);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(fork, known), origin);
  fork.destroy();
}

/** Two notebooks that were one once, as one again: what either changed is changed. Of one attribute that both changed, one stands. */
export function mergeDocuments(
  base: NotebookDocument,
  mine: NotebookDocument,
  theirs: NotebookDocument,
): NotebookDocument {
  const doc = seedDocument(base);
  const state = Y.encodeStateAsUpdate(doc);
  // `seedDocument` writes the base exactly, except for what no notebook can have.
  const seeded = readDocument(doc);
  writeDocument(doc, seeded, theirs);
  bringChanges(doc, state, seeded, mine);
  const merged = readDocument(doc);
  doc.destroy();
  return merged;
}
