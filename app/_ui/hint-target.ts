/** Where a hint stands beside its element. */
export type HintSide = "top" | "right" | "bottom" | "left";

/** An element with something to tell about it. */
export interface HintTarget {
  readonly element: HTMLElement;
  readonly text: string;
  readonly side: HintSide;
}

const SIDES: ReadonlySet<string> = new Set<HintSide>(["top", "right", "bottom", "left"]);
const isSide = (side: string | undefined): side is HintSide => side !== undefined && SIDES.has(side);

/** The nearest element with a hint, from an event's target outwards; null where there is none. */
export function hintTarget(from: EventTarget | null): HintTarget | null {
  const element = from instanceof Element ? from.closest<HTMLElement>("[data-hint]") : null;
  const { hint: text = "", hintSide } = element?.dataset ?? {};
  if (element === null || text === "") return null;
  return { element, text, side: isSide(hintSide) ? hintSide : "bottom" };
}
