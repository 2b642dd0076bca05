"use client";

import { createContext, type RefObject, use, useEffect, useState } from "react";
import { viewportMargin } from "./viewport-margin.ts";

/** Whether everything counts as near: on a page that is to be printed whole. */
export const EagerContext = createContext(false);

/** How far outside of the window something counts as near when it comes: whatever is near is drawn with each result of a dragged slider. */
const MARGIN = "200px 0px";
/** What is freed when it is far is kept for longer, so that scrolling to and fro does not draw it again and again. */
const WIDE_MARGIN = "400px 0px";

/** True once an element has come near the visible part of the page; with `leaves`, false again when it is far. */
export function useNearViewport(element: RefObject<Element | null>, leaves = false): boolean {
  const eager = use(EagerContext);
  const [near, setNear] = useState(eager);
  const done = eager || (near && !leaves);
  useEffect(() => {
    const target = element.current;
    if (done || !target) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1)?.isIntersecting ?? false;
        if (last || leaves) setNear(last);
      },
      viewportMargin(near ? WIDE_MARGIN : MARGIN),
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, done, near, leaves]);
  return near;
}
