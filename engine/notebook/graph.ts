import { reach } from "./reach.ts";
import { runMakers } from "./run-tables.ts";

/** One cell as the graph sees it; cells come in page order. */
export interface GraphCell {
  readonly id: string;
  readonly defines: readonly string[];
  readonly reads: readonly string[];
}

/** Why a cell cannot run, whatever its neighbours do. */
export type GraphProblem =
  | { readonly kind: "duplicate"; readonly name: string; readonly owner: string }
  | { readonly kind: "cycle"; readonly path: readonly string[] };

/** The order in which cells depend on each other. */
export interface NotebookGraph {
  /** Every cell, parents before children, ties by page order; a cell of a cycle counts as one without parents. */
  readonly order: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Who reads from a cell, or asks the tables of runs that it fills. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** Cells that run before one that asks the tables of runs; unlike parents, they may fail or wait for a button. */
  readonly makers: ReadonlyMap<string, readonly string[]>;
  /** Which cell each name means. */
  readonly owners: ReadonlyMap<string, string>;
  readonly problems: ReadonlyMap<string, GraphProblem>;
  /** Names that no cell defines, by the cell that reads them: the engine's and JavaScript's own, or mistakes. */
  readonly free: ReadonlyMap<string, readonly string[]>;
}

/** The older definition of a name wins: a cell that worked keeps working when a second one appears. */
function findOwners(cells: readonly GraphCell[], before: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map<string, string>();
  for (const cell of cells) {
    for (const name of cell.defines)
      if (!owners.has(name) || before.get(name) === cell.id) owners.set(name, cell.id);
  }
  return owners;
}

/** Kahn's algorithm; `ready` stays sorted by page position. Cells that never become ready lie in or below a cycle. */
function topologicalOrder(
  ids: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  children: ReadonlyMap<string, readonly string[]>,
): string[] {
  const position = new Map(ids.map((id, i) => [id, i]));
  const waiting = new Map(ids.map((id) => [id, parents.get(id)?.length ?? 0]));
  const ready = ids.filter((id) => waiting.get(id) === 0);
  const order: string[] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const child of children.get(id) ?? []) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left > 0) continue;
      const at = ready.findIndex((other) => (position.get(other) ?? 0) > (position.get(child) ?? 0));
      ready.splice(at < 0 ? ready.length : at, 0, child);
    }
  }
  return order;
}

/** The shortest way from a cell back to itself, or null when it lies on no cycle. */
function cyclePath(
  id: string,
  parents: ReadonlyMap<string, readonly string[]>,
  suspects: ReadonlySet<string>,
): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [id];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const parent of parents.get(at) ?? []) {
      if (parent === id) {
        const path = [id];
        for (let step = at; step !== id; step = cameFrom.get(step) ?? id) path.push(step);
        return [...path, id];
      }
      if (!suspects.has(parent) || cameFrom.has(parent)) continue;
      cameFrom.set(parent, at);
      queue.push(parent);
    }
  }
  return null;
}

/** Reads `from -> to` pairs into lists, each in page order and without repeats. */
function listBy(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [from, to] of pairs) {
    const list = lists.get(from);
    if (list === undefined) lists.set(from, [to]);
    else if (!list.includes(to)) list.push(to);
  }
  return lists;
}

/**
 * Orders a notebook's cells by who reads whom.
 *
 * @param cells In page order, ids unique.
 * @param before `owners` of the graph before this edit: decides which of two definitions is the newer one.
 * @returns The graph; problems are per cell and leave all other cells in order. O(cells + reads), cycles aside.
 */
export function buildGraph(
  cells: readonly GraphCell[],
  before: ReadonlyMap<string, string> = new Map(),
): NotebookGraph {
  const owners = findOwners(cells, before);
  const problems = new Map<string, GraphProblem>();
  const links: [string, string][] = [];
  const free: [string, string][] = [];
  for (const cell of cells) {
    const taken = cell.defines.find((name) => owners.get(name) !== cell.id);
    if (taken !== undefined)
      problems.set(cell.id, { kind: "duplicate", name: taken, owner: owners.get(taken) ?? "" });
    for (const name of cell.reads) {
      const owner = owners.get(name);
      if (owner === undefined) free.push([cell.id, name]);
      else if (owner !== cell.id) links.push([cell.id, owner]);
    }
  }
  const ids = cells.map((cell) => cell.id);
  const parents = listBy(links);
  const children = listBy(links.map(turned));
  const cycles = findCycles(ids, parents, children);
  for (const [id, path] of cycles) problems.set(id, { kind: "cycle", path });
  const sound = links.filter(([child]) => !cycles.has(child));
  const makers = runMakers(cells, owners, children);
  const loose = [...makers].flatMap(([id, before]) => before.map((maker): [string, string] => [id, maker]));
  const all = [...sound, ...loose];
  const order = topologicalOrder(ids, listBy(all), listBy(all.map(turned)));
  const below = listBy([...links, ...loose].map(turned));
  return { order, parents, children: below, makers, owners, problems, free: listBy(free) };
}

const turned = ([child, parent]: readonly [string, string]): [string, string] => [parent, child];

function findCycles(
  ids: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  children: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> {
  const done = new Set(topologicalOrder(ids, parents, children));
  const suspects = new Set(ids.filter((id) => !done.has(id)));
  const cycles = new Map<string, string[]>();
  for (const id of suspects) {
    const path = cyclePath(id, parents, suspects);
    if (path !== null) cycles.set(id, path);
  }
  return cycles;
}

/** What a cell reads from, and whose runs it asks for. */
export const directlyAbove = (
  { parents, makers }: Pick<NotebookGraph, "parents" | "makers">,
  id: string,
): readonly string[] => [...(parents.get(id) ?? []), ...(makers.get(id) ?? [])];

/** The given cells and everything below them. */
export function descendants(graph: Pick<NotebookGraph, "children">, from: Iterable<string>): Set<string> {
  return reach(graph.children, from);
}

/** The given cells and everything that they need. */
export function ancestors(
  graph: Pick<NotebookGraph, "parents" | "makers">,
  from: Iterable<string>,
): Set<string> {
  const seen = new Set(from);
  for (const id of seen) for (const other of directlyAbove(graph, id)) seen.add(other);
  return seen;
}
