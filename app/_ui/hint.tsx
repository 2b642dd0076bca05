import { cloneElement, type ReactElement } from "react";
import type { HintSide } from "./hint-target.ts";

/**
 * A tooltip for one element; the element keeps its own accessible name. It is two attributes that {@link HintLayer}
 * looks for: a page of 200 cells has two thousand hints, of which one at most is open.
 */
export function Hint({
  text,
  side = "bottom",
  children,
}: {
  text: string;
  side?: HintSide;
  children: ReactElement;
}) {
  return cloneElement(children as ReactElement<Record<string, unknown>>, {
    "data-hint": text,
    "data-hint-side": side,
  });
}
