import * as Y from "yjs";
import { cellKind, notebookRun, runMode } from "#engine/notebook/document.ts";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";
import { comparePlaces, placeCells } from "./cell-places.ts";
import { textEdits } from "#engine/notebook/versions/text-edits.ts";

/**
 * A notebook as a Yjs document. `head` holds title, run mode and header lines; `cells` one map per id with its place on
 * the page, its attributes, and its text, the only part in which two people's changes mix. Of everything else the
 * later change stands.
 */
const HEAD = "head";
const CELLS = "cells";
const META = "meta:";
const ID = /^[A-Za-z0-9_-]{1,32}$/;

type Fields = Y.Map<unknown>;

const headOf = (doc: Y.Doc): Fields => doc.getMap(HEAD);
const cellsOf = (doc: Y.Doc): Y.Map<Fields> => doc.getMap(CELLS);

/** A notebook without anything, which every shared document begins as. */
export const EMPTY: NotebookDocument = { title: "", cells: [] };

/** The text of a cell where two people write; undefined for a cell that is not there. */
export function textOf(doc: Y.Doc, cellId: string): Y.Text | undefined {
  const text = cellsOf(doc).get(cellId)?.get("source");
  return text instanceof Y.Text ? text : undefined;
}

/**
 * The notebook that a shared document holds. What no notebook can have, as a stranger's client may write it, is left
 * out.
 *
 * @param previous What it held before; cells that are not in `changed` are taken from it as they are.
 */
export function readDocument(
  doc: Y.Doc,
  previous: NotebookDocument = EMPTY,
  changed?: ReadonlySet<string>,
): NotebookDocument {
  const head = headOf(doc);
  const known = changed && new Map(previous.cells.map((cell) => [cell.id, cell]));
  const placed = [...cellsOf(doc)].filter(([id, fields]) => ID.test(id) && fields instanceof Y.Map);
  const order = placed.map(([id, fields]) => [id, textField(fields, "place") ?? ""] as const);
  const cells = order.sort(comparePlaces).map(([id]) => {
    const kept = changed?.has(id) === false ? known?.get(id) : undefined;
    return kept ?? readCell(id, cellsOf(doc).get(id) ?? new Y.Map());
  });
  const run = notebookRun.safeParse(head.get("run")).data;
  const meta = readMeta(head);
  return { title: textField(head, "title") ?? "", ...(run && { run }), cells, ...(meta && { meta }) };
}

/**
 * Writes into a shared document what changed from one notebook to another, and nothing else.
 *
 * @param before What the document holds now.
 * @param origin Whose change it is, for listeners.
 */
export function writeDocument(
  doc: Y.Doc,
  before: NotebookDocument,
  after: NotebookDocument,
  origin?: unknown,
): void {
  doc.transact(() => {
    writeHead(headOf(doc), after);
    writeCells(cellsOf(doc), before, after);
  }, origin);
}

/**
 * Calls back after each transaction that changed something, with the ids of the cells that did, and whose change it was.
 *
 * @returns Ends that.
 */
export function watchDocument(
  doc: Y.Doc,
  listener: (changed: ReadonlySet<string>, origin: unknown) => void,
): () => void {
  let changed: Set<string> | null = null;
  const noteHead = () => (changed ??= new Set());
  const noteCells = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    changed ??= new Set();
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === "string") changed.add(id);
      else for (const key of event.changes.keys.keys()) changed.add(key);
    }
  };
  const tell = (transaction: Y.Transaction) => {
    const ids = changed;
    changed = null;
    if (ids) listener(ids, transaction.origin);
  };
  headOf(doc).observe(noteHead);
  cellsOf(doc).observeDeep(noteCells);
  doc.on("afterTransaction", tell);
  return () => {
    headOf(doc).unobserve(noteHead);
    cellsOf(doc).unobserveDeep(noteCells);
    doc.off("afterTransaction", tell);
  };
}

function readCell(id: string, fields: Fields): NotebookCell {
  const kind = cellKind.catch("ts").parse(fields.get("kind"));
  const text = fields.get("source");
  const source = text instanceof Y.Text ? text.toJSON() : "";
  const name = textField(fields, "name")?.slice(0, 200);
  const run = runMode.safeParse(fields.get("run")).data;
  const meta = readMeta(fields);
  return {
    ...{ id, kind, source },
    ...(name === undefined ? {} : { name }),
    ...(run && { run }),
    ...(meta && { meta }),
  };
}

function textField(fields: Fields, key: string): string | undefined {
  const value = fields.get(key);
  return typeof value === "string" ? value : undefined;
}

function readMeta(fields: Fields): Record<string, string> | undefined {
  const keys = [...fields.keys()].filter((key) => key.startsWith(META)).sort();
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [key.slice(META.length), textField(fields, key) ?? ""]));
}

function writeHead(head: Fields, { title, run, meta }: NotebookDocument): void {
  writeFields(head, { title, run }, meta);
}

function writeCells(cells: Y.Map<Fields>, before: NotebookDocument, after: NotebookDocument): void {
  const was = new Map(before.cells.map((cell) => [cell.id, cell]));
  const stays = new Set(after.cells.map(({ id }) => id));
  for (const { id } of before.cells) if (!stays.has(id)) cells.delete(id);
  for (const cell of after.cells)
    if (was.get(cell.id) !== cell || !cells.has(cell.id)) writeCell(cells, cell);
  if (sameOrder(before, after)) return;
  const ids = after.cells.map(({ id }) => id);
  const known = new Map(ids.map((id) => [id, textField(cells.get(id) ?? new Y.Map(), "place") ?? ""]));
  for (const [id, place] of placeCells(ids, known)) cells.get(id)?.set("place", place);
}

function sameOrder(before: NotebookDocument, after: NotebookDocument): boolean {
  return (
    before.cells.length === after.cells.length &&
    before.cells.every(({ id }, at) => id === after.cells[at]?.id)
  );
}

function writeCell(cells: Y.Map<Fields>, { id, kind, name, run, source, meta }: NotebookCell): void {
  let fields = cells.get(id);
  if (!fields) cells.set(id, (fields = new Y.Map<unknown>()));
  writeFields(fields, { kind, name, run }, meta);
  const text = fields.get("source");
  if (text instanceof Y.Text) writeText(text, source);
  else fields.set("source", new Y.Text(source));
}

function writeText(text: Y.Text, source: string): void {
  for (const { at, remove, insert } of textEdits(text.toJSON(), source)) {
    if (remove > 0) text.delete(at, remove);
    if (insert !== "") text.insert(at, insert);
  }
}

/** Sets the fields that differ, and takes away those that are no more. */
function writeFields(
  fields: Fields,
  named: Readonly<Record<string, string | undefined>>,
  meta: Readonly<Record<string, string>> = {},
): void {
  const wanted = new Map<string, string | undefined>(Object.entries(named));
  for (const key of fields.keys()) if (key.startsWith(META)) wanted.set(key, undefined);
  for (const [key, value] of Object.entries(meta)) wanted.set(META + key, value);
  for (const [key, value] of wanted) {
    if (value === undefined) {
      if (fields.has(key)) fields.delete(key);
    } else if (fields.get(key) !== value) fields.set(key, value);
  }
}
