"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { useEffect, useState } from "react";
import type { HintTarget } from "./hint-target.ts";
import { HintWatch } from "./hint-watch.ts";
import styles from "./hint.module.css";

/** The one tooltip of the page: it opens beside whatever a `Hint` stands around. */
export function HintLayer() {
  const [shown, setShown] = useState<HintTarget | null>(null);
  useEffect(() => new HintWatch(setShown).listen(), []);
  return (
    <Tooltip.Root open={shown !== null}>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={shown?.element ?? null}
          side={shown?.side ?? "bottom"}
          sideOffset={6}
          className={styles.positioner}
        >
          <Tooltip.Popup className={styles.popup} data-hint-popup="">
            {shown?.text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
