import type { RowRange } from "./chart-window.ts";

/** A notch of a wheel counts as this much at most; a pinch comes in smaller steps. */
const MOST_PX = 25;
const LINE_PX = 16;
/** Fewest rows that one zooms to. */
const LEAST_ROWS = 8;

/**
 * Listens to the wheel with Ctrl or Cmd, which is also what browsers make of a pinch on a touch pad. Without either the page
 * scrolls, as it does anywhere else.
 *
 * @param zoom Told by which factor more is to be seen, and where on the element the hand is, in pixels from its left.
 * @returns Ends it.
 */
export function onZoomWheel(element: HTMLElement, zoom: (factor: number, px: number) => void): () => void {
  const listen = (event: WheelEvent): void => {
    if (!isZoomWheel(event)) return;
    // Else the browser would zoom the page.
    event.preventDefault();
    zoom(zoomFactor(event), event.clientX - element.getBoundingClientRect().left);
  };
  element.addEventListener("wheel", listen, { passive: false });
  return () => element.removeEventListener("wheel", listen);
}

/** Whether a turn of the wheel means the chart, not the page. */
export const isZoomWheel = ({ ctrlKey, metaKey }: Pick<WheelEvent, "ctrlKey" | "metaKey">): boolean =>
  ctrlKey || metaKey;

/** How much more is in sight after a turn of the wheel: under 1 where it zooms in. */
export function zoomFactor({ deltaY, deltaMode }: Pick<WheelEvent, "deltaY" | "deltaMode">): number {
  const px = deltaMode === 0 ? deltaY : deltaY * LINE_PX;
  return Math.exp(Math.min(Math.max(px, -MOST_PX), MOST_PX) / 100);
}

/** What is in sight after a zoom: the row at `share` of the width stays there, and no more than the whole is shown. */
export function zoomed(
  { from, to }: RowRange,
  whole: RowRange,
  { factor, share }: { readonly factor: number; readonly share: number },
): RowRange {
  const width = Math.max((to - from) * factor, Math.min(LEAST_ROWS, to - from));
  if (width >= whole.to - whole.from) return whole;
  const start = from + share * (to - from - width);
  return { from: start, to: start + width };
}
