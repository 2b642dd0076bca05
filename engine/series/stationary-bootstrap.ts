import type { Random } from "../random.ts";

/**
 * Rows of a stationary bootstrap: runs of neighbours of random length, around the end to the beginning.
 *
 * @param block Mean length of a run, 1 or more.
 * @returns Shape [rows].
 * @see Politis and Romano (1994), The Stationary Bootstrap.
 */
export function stationaryRows(rows: number, block: number, random: Random): Uint32Array {
  const found = new Uint32Array(rows);
  let row = random.int(rows);
  for (let place = 0; place < rows; place++) {
    found[place] = row;
    row = random.next() > 1 / block ? (row + 1) % rows : random.int(rows);
  }
  return found;
}
