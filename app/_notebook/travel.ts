import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";

/**
 * Takes a change of structure back (or carries it out again) in a notebook that went on since: what the change touched
 * goes from `from` to `to`; today's text, and what others did meanwhile, stays.
 */
export function travel(
  from: NotebookDocument,
  to: NotebookDocument,
  present: NotebookDocument,
): NotebookDocument {
  const [was, now] = [byId(from), byId(present)];
  const wanted = byId(to);
  const back = to.cells.flatMap((cell) => {
    const today = now.get(cell.id);
    // Others deleted it since; what this change had deleted itself comes back.
    if (!today && was.has(cell.id)) return [];
    return [today ? rebased(cell, was.get(cell.id), today) : cell];
  });
  const news = present.cells.filter(({ id }) => !was.has(id) && !wanted.has(id));
  const cells = inOrder(back, news, from, to, present);
  const run = to.run === from.run ? present.run : to.run;
  const meta = to.meta === from.meta ? present.meta : to.meta;
  return { title: present.title, ...(run && { run }), cells, ...(meta && { meta }) };
}

const byId = ({ cells }: NotebookDocument): ReadonlyMap<string, NotebookCell> =>
  new Map(cells.map((cell) => [cell.id, cell]));

/** A cell as it is to be, with today's text unless the change itself wrote what still stands. */
function rebased(cell: NotebookCell, was: NotebookCell | undefined, today: NotebookCell): NotebookCell {
  const kept = today.source === cell.source || today.source === was?.source;
  const source = kept ? cell.source : today.source;
  // What the change left alone is as others have it now.
  return { ...(was && sameButText(was, cell) ? today : cell), source };
}

function sameButText(a: NotebookCell, b: NotebookCell): boolean {
  return a.kind === b.kind && a.name === b.name && a.run === b.run && a.meta === b.meta;
}

/** Cells in the order of `to` where the change moved, added or removed some, else in today's; new ones stay after what they follow. */
function inOrder(
  back: readonly NotebookCell[],
  news: readonly NotebookCell[],
  from: NotebookDocument,
  to: NotebookDocument,
  present: NotebookDocument,
): NotebookCell[] {
  const cells = new Map([...back, ...news].map((cell) => [cell.id, cell]));
  const reordered =
    from.cells.length !== to.cells.length || from.cells.some(({ id }, at) => id !== to.cells[at]?.id);
  const [frame, rest] = reordered ? [back, present.cells] : [present.cells, back];
  const order = frame.map(({ id }) => id).filter((id) => cells.has(id));
  const placed = new Set(order);
  rest.forEach(({ id }, at) => {
    if (placed.has(id) || !cells.has(id)) return;
    const before = rest.slice(0, at).findLast((cell) => placed.has(cell.id));
    order.splice(before ? order.indexOf(before.id) + 1 : 0, 0, id);
    placed.add(id);
  });
  return order.flatMap((id) => cells.get(id) ?? []);
}
