/** More pieces than this are not cut; what is left is the last one. */
const MAX_PIECES = 4_000;

/**
 * Cuts a notebook's text where its cells begin, so that revisions can share the cells that stayed.
 *
 * @returns Pieces that joined give the text back, whatever it is; one piece for a text without cells.
 */
export function cutSource(source: string): string[] {
  const pieces = source.split(/(?<=\n)(?=\/\/ %%)/);
  if (pieces.length <= MAX_PIECES) return pieces;
  return [...pieces.slice(0, MAX_PIECES - 1), pieces.slice(MAX_PIECES - 1).join("")];
}
