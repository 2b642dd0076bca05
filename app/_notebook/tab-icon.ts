/** What the tab's icon says of the notebook. */
export type TabMark = "running" | "failed" | "done";

const COLOURS: Record<TabMark, string> = { running: "#6ea8fe", failed: "#f0716b", done: "#3fb68b" };
const SHAPES: Record<TabMark, string> = {
  running:
    '<circle cx="16" cy="16" r="11" fill="none" stroke="COLOUR" stroke-width="6" stroke-dasharray="46 24"/>',
  failed: '<path d="M6 6L26 26M26 6L6 26" stroke="COLOUR" stroke-width="6"/>',
  done: '<path d="M5 17L13 25L27 8" fill="none" stroke="COLOUR" stroke-width="6"/>',
};

/** The tab's icon as an address: a ring while cells run, a cross when one failed, a tick when all is done. */
export function tabIcon(mark: TabMark): string {
  const shape = SHAPES[mark].replace("COLOUR", COLOURS[mark]);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${shape}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
