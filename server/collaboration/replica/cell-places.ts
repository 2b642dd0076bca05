import { generateNKeysBetween } from "fractional-indexing";

/** Where a cell stands on the page: texts in the order of the cells, with room between any two. */
export type Place = string;

/** The order of two cells: by place, and by id where two people put cells at the same place at once. */
export function comparePlaces(a: readonly [string, Place], b: readonly [string, Place]): number {
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return a[0] < b[0] ? -1 : 1;
}

/**
 * Places for cells that are to stand in a given order. As many as can keep theirs, so that a cell that is moved
 * changes one place, and two people who move different cells do not undo each other's moves.
 *
 * @param ids Every cell once, in page order.
 * @param known Places that cells have already.
 * @returns New places, for those cells only that need one. O(cells log cells).
 */
export function placeCells(
  ids: readonly string[],
  known: ReadonlyMap<string, Place>,
): ReadonlyMap<string, Place> {
  const kept = longestRise(ids.map((id) => known.get(id) ?? ""));
  const placed = new Map<string, Place>();
  const bounds = [...kept, ids.length];
  let from = 0;
  for (const end of bounds) {
    const between = ids.slice(from, end);
    const [low, high] = [ids[from - 1], ids[end]];
    fill(between, (low && known.get(low)) ?? null, (high && known.get(high)) ?? null, placed);
    from = end + 1;
  }
  return placed;
}

function fill(ids: readonly string[], low: Place | null, high: Place | null, placed: Map<string, Place>) {
  if (ids.length === 0) return;
  const places = generateNKeysBetween(low, high, ids.length);
  ids.forEach((id, at) => placed.set(id, places[at] ?? ""));
}

/** How places look; what a stranger made up counts as none. */
const PLACE = /^[A-Za-z][0-9A-Za-z]{1,200}$/;

/** Indices of a longest strictly rising subsequence, empty texts left out (patience sorting). */
function longestRise(places: readonly Place[]): number[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  places.forEach((place, index) => {
    if (!isPlace(place)) return;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? "") < place) low = middle + 1;
      else high = middle;
    }
    before[index] = tails[low - 1];
    tails[low] = index;
  });
  const rise: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) rise.push(at);
  return rise.reverse();
}

function isPlace(place: Place): boolean {
  if (!PLACE.test(place)) return false;
  try {
    generateNKeysBetween(place, null, 1);
    return true;
  } catch {
    return false;
  }
}
