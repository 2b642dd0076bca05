"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { useEffect, useId, useState } from "react";
import type { HintTarget } from "./hint-target.ts";
import { HintWatch } from "./hint-watch.ts";
import styles from "./hint.module.css";

/** The one tooltip of the page: it opens beside whatever a `Hint` stands around. */
export function HintLayer() {
  const [shown, setShown] = useState<HintTarget | null>(null);
  const id = useId();
  useEffect(() => new HintWatch(setShown).listen(), []);
  useDescription(shown?.element, id);
  return (
    <Tooltip.Root open={shown !== null}>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={shown?.element ?? null}
          side={shown?.side ?? "bottom"}
          sideOffset={6}
          className={styles.positioner}
        >
          <Tooltip.Popup id={id} role="tooltip" className={styles.popup} data-hint-popup="">
            {shown?.text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** Who hears the page hears the hint with the element that it is of. */
function useDescription(element: Element | undefined, id: string): void {
  useEffect(() => {
    if (!element || element.hasAttribute("aria-describedby")) return undefined;
    element.setAttribute("aria-describedby", id);
    return () => element.removeAttribute("aria-describedby");
  }, [element, id]);
}
