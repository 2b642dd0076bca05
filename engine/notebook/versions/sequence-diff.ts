/** Places in two sequences that belong together: `[before, after]`, rising in both. */
export type Match = readonly [number, number];

/** A stretch that is equal in both sequences, or one that stands in the other's place; ends exclusive. */
export interface Stretch {
  readonly same: boolean;
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

/** More edits than this are not looked for: what lies between equal head and tail counts as replaced. */
const MAX_EDITS = 1_000;

/**
 * The shortest way from one sequence to another, as stretches in order that cover both.
 *
 * @param maxEdits Bound of insertions and deletions that are looked for; time and memory grow with its square.
 * @see Myers (1986), An O(ND) Difference Algorithm and Its Variations.
 */
export function diffSequences(
  before: readonly string[],
  after: readonly string[],
  maxEdits: number = MAX_EDITS,
): Stretch[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const inner = matchInner(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    maxEdits,
  );
  return toStretches(
    [
      ...Array.from({ length: head }, (_, at): Match => [at, at]),
      ...inner.map(([a, b]): Match => [a + head, b + head]),
      ...Array.from({ length: tail }, (_, at): Match => [
        before.length - tail + at,
        after.length - tail + at,
      ]),
    ],
    before.length,
    after.length,
  );
}

/** Equal items of a shortest edit; none when it takes more than `maxEdits`. */
function matchInner(before: readonly string[], after: readonly string[], maxEdits: number): Match[] {
  if (before.length === 0 || after.length === 0) return [];
  const limit = Math.min(before.length + after.length, maxEdits);
  const reach = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reach.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reach, middle, diagonal, edits);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach[middle + diagonal] = x;
      if (x >= before.length && x - diagonal >= after.length)
        return walkBack(trace, before.length, after.length);
    }
  }
  return [];
}

/** Whether the furthest path of one more edit comes to a diagonal by an insertion; else by a deletion. */
function isDown(reach: Int32Array, middle: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reach[middle + diagonal - 1] ?? 0) < (reach[middle + diagonal + 1] ?? 0);
}

/** Where that path is on its diagonal before it runs along equal items. */
function startOf(reach: Int32Array, middle: number, diagonal: number, edits: number): number {
  const down = isDown(reach, middle, diagonal, edits);
  return down ? (reach[middle + diagonal + 1] ?? 0) : (reach[middle + diagonal - 1] ?? 0) + 1;
}

function walkBack(trace: readonly Int32Array[], beforeLength: number, afterLength: number): Match[] {
  const matches: Match[] = [];
  let [x, y] = [beforeLength, afterLength];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Int32Array();
    const diagonal = x - y;
    const start = startOf(reach, edits + 1, diagonal, edits);
    while (x > start && y > start - diagonal) matches.push([--x, --y]);
    if (isDown(reach, edits + 1, diagonal, edits)) y--;
    else x--;
  }
  return matches.reverse();
}

function toStretches(matches: readonly Match[], beforeLength: number, afterLength: number): Stretch[] {
  const stretches: Stretch[] = [];
  let [x, y] = [0, 0];
  const replaceUpTo = (nextX: number, nextY: number) => {
    if (nextX > x || nextY > y) stretches.push({ same: false, before: [x, nextX], after: [y, nextY] });
  };
  for (const [a, b] of matches) {
    replaceUpTo(a, b);
    const last = stretches.at(-1);
    if (last?.same && a === x && b === y) stretches.pop();
    const from = last?.same && a === x && b === y ? last : undefined;
    stretches.push({
      same: true,
      before: [from?.before[0] ?? a, a + 1],
      after: [from?.after[0] ?? b, b + 1],
    });
    [x, y] = [a + 1, b + 1];
  }
  replaceUpTo(beforeLength, afterLength);
  return stretches;
}
